/** What the build puts into the worker. */
declare const __SITE__: {
  files: string[];
  pages: Record<string, { version: string; files: string[] }>;
};
