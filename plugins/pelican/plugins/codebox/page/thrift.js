/** Whether this reader saves data: then nothing is fetched before it is needed. */
export const thrifty = () =>
  // Chromium's alone, and unknown to TypeScript.
  /** @type {{connection?: {saveData: boolean}}} */ (navigator).connection?.saveData ||
  matchMedia("(prefers-reduced-data: reduce)").matches;
