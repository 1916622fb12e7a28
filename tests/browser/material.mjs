// SPDX-License-Identifier: MIT
//
// Reports to open: the corpora, a large survey made of one of them, and a hostile one.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const root = process.env.AYES_ROOT, program = process.env.AYES;
export const folder = join(process.cwd(), "browser-reports");
mkdirSync(folder, { recursive: true });

function ayes(...words) {
  execFileSync(program, words, { stdio: ["ignore", "ignore", "inherit"] });
}

function lines(path) {
  return readFileSync(path, "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line));
}

function writeLines(path, records) {
  writeFileSync(path, records.map((record) => JSON.stringify(record) + "\n").join(""));
}

function report(name, results, survey) {
  const page = join(folder, `${name}.html`);
  const start = performance.now();
  ayes("report", results, "--survey", survey, "-o", page, "-q");
  return { name, page, total: lines(results).length, written: performance.now() - start };
}

export function fund() {
  const corpus = join(root, "corpora/locality-fund-2016"), results = join(folder, "fund.jsonl");
  ayes("classify", join(corpus, "answers.csv"), "--survey", join(corpus, "survey.json"), "-o", results, "-q");
  return report("fund", results, join(corpus, "survey.json"));
}

export function framework() {
  const corpus = join(root, "corpora/commissioning-2014");
  const answers = join(folder, "framework-answers.jsonl"), results = join(folder, "framework.jsonl");
  ayes("import", join(corpus, "document.txt"), "-o", answers, "-q");
  ayes("classify", answers, "--survey", join(corpus, "survey.json"), "-o", results, "-q");
  return report("framework", results, join(corpus, "survey.json"));
}

// Answers of the fund, put together in pairs until there are enough, each a little different.
export function large(count) {
  const survey = join(root, "corpora/locality-fund-2016/survey.json");
  const some = lines(join(folder, "fund.jsonl")), answers = join(folder, "large-answers.jsonl");
  const made = Array.from({ length: count }, (_, i) => {
    const one = some[i % some.length], other = some[(i * 31 + (i >> 6)) % some.length];
    return { id: `a${i}`, question: one.question, respondent: `p${i}`, answer: one.answer,
             group: one.group, text: `${one.text} ${other.text} (${i})` };
  });
  writeLines(answers, made);
  const results = join(folder, "large.jsonl");
  ayes("classify", answers, "--survey", survey, "-o", results, "-q");
  return report("large", results, survey);
}

// What somebody might write who wants the page to do something.
export function hostile() {
  const tricks = [
    "<script>window.hacked = 1</script>", "</script><script>window.hacked = 1</script>",
    "<img src=x onerror='window.hacked = 1'>", "\" onmouseover=\"window.hacked = 1\" x=\"",
    "<!--", "]]>", "</td></tr></table>", "</style><style>body{display:none}</style>",
    "=HYPERLINK(\"http://example.invalid\")", "javascript:window.hacked=1", "{{constructor}}",
    "\u202Egnp.exe", "\u2066isolated", "a\u0000b\u001B[31mred\u0007", "\uFEFF\uFFFE", "\u2028\u2029",
    "<svg onload=window.hacked=1>", "&lt;b&gt; &amp;", "A".repeat(1 << 20), "\u05D0\u05D1\u05D2 \u0627\u0644",
  ];
  const records = tricks.map((trick, i) => ({
    id: trick, question: i % 2 ? "Q1" : trick, respondent: trick, group: trick, answer: trick, text: `We support ${trick} it.`,
    stance: ["support", "oppose", "mixed", "neutral"][i % 4], score: 0.5, confidence: 0.7,
    conditional: true, acts: ["suggestion"], topics: [{ id: trick, weight: 1 }],
    evidence: [
      { start: 0, end: 10, text: trick, kind: "support", weight: 1, source: trick },
      { start: 3, end: 12, text: trick, kind: trick, weight: 1, source: trick },
      { start: 12, end: 999999999, text: trick, kind: "topic", topic: trick, weight: 1, source: trick },
    ],
    flags: ["answer_conflict"],
  }));
  const results = join(folder, "hostile.jsonl"), survey = join(folder, "hostile-survey.json");
  writeLines(results, records);
  writeFileSync(survey, JSON.stringify({
    title: tricks.join(" "),
    questions: [{ id: "Q1", text: tricks.join(" "), options: { [tricks[0]]: "support" }, recorded: { [tricks[0]]: 3, [tricks[2]]: 4 } }],
  }));
  return report("hostile", results, survey);
}
