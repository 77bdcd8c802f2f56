/** Opens an address in Firefox and prints what the page leaves in `data-results`. */
import puppeteer from "puppeteer-core";

const [executablePath, address, patience] = process.argv.slice(2);
const browser = await puppeteer.launch({ browser: "firefox", executablePath, headless: true });
try {
  const page = await browser.newPage();
  await page.goto(address);
  const results = () => document.documentElement.dataset.results;
  const handle = await page.waitForFunction(results, { timeout: Number(patience) * 1000, polling: 300 });
  console.log(await handle.jsonValue());
} finally {
  await browser.close();
}
