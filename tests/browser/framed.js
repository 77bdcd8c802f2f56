/**
 * Plays one after the other, and leaves the results in `data-results`: by title, "" or what went
 * wrong.
 */
export async function report(plays) {
  const results = {};
  for (const [title, play] of Object.entries(plays)) {
    results[title] = await play().then(
      () => "",
      (error) => String(error),
    );
  }
  document.documentElement.dataset.results = JSON.stringify(results);
}
