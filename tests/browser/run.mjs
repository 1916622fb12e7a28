// SPDX-License-Identifier: MIT
//
// Opens reports as people do, and checks what a machine can: nothing loads from elsewhere, nothing
// complains, figures lead to as many answers as they say, and WCAG 2.2 A and AA by axe. Each check
// prints a line; one that fails makes the run fail.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { tmpdir } from "node:os";
import axe from "@axe-core/playwright";
import { chromium } from "playwright-core";
import { fund, framework, folder, hostile, large } from "./material.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const AxeBuilder = axe.default ?? axe;
const PAGE = 25, ROWS = 1000;
let failures = 0;

function check(good, what) {
  console.log(`${good ? "ok  " : "FAIL"} ${what}`);
  if (!good) failures++;
}

const profile = mkdtempSync(join(tmpdir(), "ayes-browser-"));
const options = {
  executablePath: process.env.CHROMIUM,
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
         "--disable-background-networking", "--disable-component-update"],
};

async function withPage(report, context, task) {
  const browser = await chromium.launchPersistentContext(mkdtempSync(join(profile, "p-")), { ...options, ...context });
  const page = await browser.newPage(), complaints = [];
  const address = pathToFileURL(report.page).href;
  page.on("console", (message) => complaints.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => complaints.push(`error: ${error.message}`));
  page.on("dialog", (dialog) => { complaints.push("a dialog"); dialog.dismiss(); });
  page.on("request", (request) => {
    const url = request.url();
    if (url.split("#")[0] !== address && url !== "data:,") complaints.push(`request: ${url.slice(0, 200)}`);
  });
  const start = performance.now();
  await page.goto(address, { timeout: 120000 });
  const opened = performance.now() - start;
  await task(page, opened);
  check(complaints.length === 0, `${report.name}: no complaint, no request ${complaints.slice(0, 3).join("; ")}`);
  await browser.close();
}

const status = (page) => page.locator("#status").textContent();
const numberFound = async (page) => {
  const text = await status(page);
  const match = / of (\d+)/.exec(text);
  return match ? +match[1] : 0;
};
const rows = (page) => page.locator("#rows > tr");

async function checkTable(page, report) {
  check((await rows(page).count()) === Math.min(PAGE, report.total), `${report.name}: one page of rows`);
  check((await numberFound(page)) === report.total, `${report.name}: all ${report.total} answers found`);
  if (report.total > PAGE) {
    await page.locator("#pages button", { hasText: "Later" }).click();
    check((await status(page)).startsWith(`Answers ${PAGE + 1} to`), `${report.name}: the second page`);
    await page.locator("#pages button", { hasText: "Earlier" }).click();
  }
}

async function checkSearch(page, report, word) {
  const start = performance.now();
  await page.locator("#control-search").fill(word);
  while (performance.now() - start < 10000 && !(await status(page)).includes("that fit"))
    await page.waitForTimeout(20);
  const taken = performance.now() - start, texts = await rows(page).allTextContents();
  check(texts.length > 0 && texts.every((text) => text.toLowerCase().includes(word)), `${report.name}: search finds "${word}" (${Math.round(taken)} ms)`);
  check(taken < 2000, `${report.name}: search does not hang`);
  await page.locator("button", { hasText: "Clear filters" }).click();
  check((await numberFound(page)) === report.total, `${report.name}: filters cleared`);
}

async function checkFilter(page, report) {
  const start = performance.now();
  await page.locator("#control-s").selectOption({ label: "Oppose" });
  const taken = performance.now() - start;
  const labels = await page.locator("#rows > tr > td:nth-child(4) .stance").allTextContents();
  check(labels.length > 0 && labels.every((label) => label === "Oppose"), `${report.name}: filter by stance (${Math.round(taken)} ms)`);
  await page.locator("button", { hasText: "Clear filters" }).click();
}

async function checkSort(page, report) {
  const button = page.locator("#table > thead button", { hasText: "Confidence" });
  for (const way of ["ascending", "descending"]) {
    await button.click();
    const values = (await page.locator("#rows > tr > td:nth-child(5)").allTextContents()).map(Number).filter((value) => !isNaN(value));
    const sorted = [...values].sort((a, b) => (way === "ascending" ? a - b : b - a));
    const told = await page.locator("#table > thead th[aria-sort]").getAttribute("aria-sort");
    check(told === way && values.join() === sorted.join(), `${report.name}: sorted ${way}`);
  }
}

async function checkEvidence(page, report) {
  const details = page.locator("#rows details.evidence").first(), summary = details.locator("summary");
  const count = +/(\d+)/.exec(await summary.textContent())[1];
  await summary.focus();
  await page.keyboard.press("Enter");
  await details.locator("tbody tr").first().waitFor();
  check((await details.locator("tbody tr").count()) === count, `${report.name}: ${count} passages with their entries, by keyboard`);
  await page.locator("#control-evidence").check();
  const open = await page.locator("#rows details.evidence[open]").count();
  check(open === (await page.locator("#rows details.evidence").count()), `${report.name}: all evidence opens`);
  await page.locator("#control-evidence").uncheck();
  await page.locator("#show-topics").check();
  check((await page.locator("mark.topic small").first().evaluate((element) => getComputedStyle(element).display)) !== "none", `${report.name}: topics are named on demand`);
}

// Every figure finds as many answers as it says.
async function checkFigures(page, report, most) {
  const wrong = await page.evaluate((most) => {
    const links = Array.from(document.querySelectorAll("a.figure")).slice(0, most), wrong = [];
    for (const link of links) {
      link.click();
      const match = / of (\d+)/.exec(document.getElementById("status").textContent);
      if (!match || match[1] !== link.textContent) wrong.push(`${link.dataset.f}: ${link.textContent}`);
    }
    return { wrong, count: links.length };
  }, most);
  check(wrong.count > 0 && wrong.wrong.length === 0, `${report.name}: ${wrong.count} figures lead to their answers ${wrong.wrong.slice(0, 3)}`);
  const origin = page.locator(".origin a").first();
  const target = (await origin.getAttribute("href")).slice(1);
  await origin.click();
  check((await page.evaluate(() => document.activeElement.id)) === target, `${report.name}: a quotation leads to its answer`);
}

async function checkAccess(page, report, width) {
  const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"];
  const found = await new AxeBuilder({ page }).withTags(tags).analyze();
  const told = found.violations.map((one) => `${one.id} (${one.nodes.length}): ${one.nodes[0].html.slice(0, 160)}`);
  check(found.violations.length === 0 && found.passes.length > 10, `${report.name}: axe at ${width} px: ${found.passes.length} rules hold, ${found.violations.length} broken ${told.slice(0, 4).join(" | ")}`);
  await checkWidth(page, report, width);
}

async function checkWidth(page, report, width) {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  check(wide <= 0, `${report.name}: nothing runs out at ${width} px`);
}

async function checkWithoutScript(page, report) {
  check((await rows(page).count()) === Math.min(ROWS, report.total), `${report.name}: rows without JavaScript`);
  check((await page.locator("#controls").isVisible()) === false, `${report.name}: no dead controls`);
  const broken = await page.evaluate(() => Array.from(document.querySelectorAll("a[href^='#']"))
    .map((link) => link.getAttribute("href").slice(1)).filter((id) => !document.getElementById(id)));
  check(broken.length === 0, `${report.name}: every link without JavaScript arrives ${broken.slice(0, 3)}`);
}

function checkMarkup(report) {
  const jar = join(here, "node_modules/vnu-jar/build/dist/vnu.jar");
  let told = "";
  try {
    told = execFileSync("java", ["-Xss64m", "-jar", jar, "--errors-only", "--stdout", report.page], { encoding: "utf8", maxBuffer: 1 << 26 });
  } catch (error) {
    told = error.stdout || String(error);
  }
  check(told.trim() === "", `${report.name}: valid HTML ${told.slice(0, 500)}`);
}

async function checkReport(report, word, figures) {
  await withPage(report, { viewport: { width: 1280, height: 900 } }, async (page, opened) => {
    console.log(`     ${report.name}: written in ${Math.round(report.written)} ms, opened in ${Math.round(opened)} ms`);
    check(opened < 10000, `${report.name}: opens at once`);
    await checkTable(page, report);
    await checkSearch(page, report, word);
    await checkFilter(page, report);
    await checkSort(page, report);
    await checkEvidence(page, report);
    await checkAccess(page, report, 1280);
    await checkFigures(page, report, figures);
    await page.screenshot({ path: join(folder, `${report.name}-1280.png`) });
    await page.pdf({ path: join(folder, `${report.name}.pdf`), preferCSSPageSize: true });
  });
  await withPage(report, { viewport: { width: 375, height: 800 } }, async (page) => {
    // What axe says of many answers it says of few; here it would only take long.
    await (report.total > ROWS ? checkWidth : checkAccess)(page, report, 375);
    await page.screenshot({ path: join(folder, `${report.name}-375.png`) });
  });
  await withPage(report, { javaScriptEnabled: false }, (page) => checkWithoutScript(page, report));
  checkMarkup(report);
}

async function checkHostile(report) {
  for (const width of [1280, 375]) {
    await withPage(report, { viewport: { width, height: 900 } }, async (page) => {
      check((await page.evaluate(() => window.hacked)) === undefined, "hostile: nothing ran");
      check((await page.locator("#rows img, #rows svg, #rows script, main img").count()) === 0, "hostile: no element came in");
      check((await page.evaluate(() => /[\u202A-\u202E\u2066-\u2069\u0000\u001B]/.test(document.body.textContent))) === false, "hostile: nothing acts from hiding");
      await page.locator("#control-evidence").check();
      await checkAccess(page, report, width);
    });
  }
  await withPage(report, { javaScriptEnabled: false }, (page) => checkWithoutScript(page, report));
  checkMarkup(report);
}

// One of them alone: node run.mjs hostile. The large one is made of the fund's answers.
const wanted = process.argv[2];
const is = (name) => !wanted || wanted === name;

try {
  const first = is("fund") || is("large") ? fund() : null;
  if (is("fund")) await checkReport(first, "commissioner", 1000);
  if (is("framework")) await checkReport(framework(), "police", 1000);
  if (is("large")) await checkReport(large(20000), "commissioner", 20);
  if (is("hostile")) await checkHostile(hostile());
} finally {
  rmSync(profile, { recursive: true, force: true });
}
console.log(failures ? `${failures} checks failed` : `all checks passed; screenshots and PDFs are in ${folder} (${readdirSync(folder).length} files)`);
process.exit(failures ? 1 : 0);
