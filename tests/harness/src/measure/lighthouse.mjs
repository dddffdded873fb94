// Runs Lighthouse in a tab whose session storage holds a session, and prints what it found as JSON.
// Run in the folder of Lighthouse. Arguments, as one JSON object: chromium, arguments, profile, empty (a page of the
// site without scripts), url, session, form (desktop or mobile).
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const given = JSON.parse(process.argv[2]);
const { resolve } = createRequire(`${process.cwd()}/`);
const load = async (name) => import(pathToFileURL(resolve(name)));
const { default: lighthouse, desktopConfig } = await load("lighthouse");
const { default: puppeteer } = await load("puppeteer-core");

const browser = await puppeteer.launch({
  executablePath: given.chromium,
  args: given.arguments,
  userDataDir: given.profile,
});
try {
  const page = await browser.newPage();
  await page.goto(given.empty);
  await page.evaluate((session) => {
    for (const [key, value] of Object.entries(session)) sessionStorage.setItem(key, value);
  }, given.session);
  // The session is the tab's: Lighthouse must neither clear it nor open another tab.
  const flags = { disableStorageReset: true, onlyCategories: ["performance", "accessibility", "best-practices"] };
  const result = await lighthouse(given.url, flags, given.form === "desktop" ? desktopConfig : undefined, page);
  const { categories, audits, runtimeError, runWarnings, finalDisplayedUrl } = result.lhr;
  const scores = Object.fromEntries(Object.entries(categories).map(([name, { score }]) => [name, score]));
  const lost = Object.values(categories).flatMap(({ auditRefs }) =>
    auditRefs.filter(({ id, weight }) => weight > 0 && audits[id].score !== null && audits[id].score < 1)
      .map(({ id }) => `${id} ${audits[id].score}${audits[id].displayValue ? ` (${audits[id].displayValue})` : ""}`));
  const shifts = (audits["layout-shifts"]?.details?.items ?? []).map(({ score, node }) => `${score.toFixed(3)} ${node.selector}`);
  const rows = await page.$$eval("tbody [role=row]", (rows) => rows.length);
  const shift = audits["cumulative-layout-shift"].numericValue;
  console.log(JSON.stringify({ scores, shift, lost: [...new Set(lost)], shifts, rows, runtimeError, runWarnings, url: finalDisplayedUrl }));
} finally {
  await browser.close();
}
