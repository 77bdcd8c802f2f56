/** Opens an address in Firefox and prints what the page leaves in `data-results`. */
import puppeteer from "puppeteer-core";

const [executablePath, address, patience] = process.argv.slice(2);
// Without a screen it knows of no mouse, and would be taken for a phone: 2 is fine, 4 hovers.
const mouse = { "ui.primaryPointerCapabilities": 6, "ui.allPointerCapabilities": 6 };
const browser = await puppeteer.launch({
  browser: "firefox",
  executablePath,
  headless: true,
  extraPrefsFirefox: mouse,
});
try {
  const page = await browser.newPage();
  await page.goto(address);
  const results = () => document.documentElement.dataset.results;
  const handle = await page.waitForFunction(results, { timeout: Number(patience) * 1000, polling: 300 });
  console.log(await handle.jsonValue());
} finally {
  await browser.close();
}
