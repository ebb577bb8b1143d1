// Adds up what the runners of ./imalink test report, and prints the closing line. A runner that ran no test failed.
// Arguments: the project's folder, quick or full, the seconds that everything took.

import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, totalmem, type } from "node:os";
import { join } from "node:path";

const [root, counts, seconds] = process.argv.slice(2);
const target = join(root, "target");

function json(file) {
  const path = join(target, file);
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : undefined;
}

function surefire() {
  const folder = join(target, "surefire-reports");
  const sum = { passed: 0, failed: 0, skipped: 0, failures: [] };
  const reports = existsSync(folder) ? readdirSync(folder).filter((name) => /^TEST-.*\.xml$/.test(name)) : [];
  for (const report of reports) {
    const xml = readFileSync(join(folder, report), "utf8");
    const suite = xml.match(/<testsuite\b[^>]*>/)[0];
    const count = (name) => Number(suite.match(new RegExp(`\\b${name}="(\\d+)"`))[1]);
    const failed = count("errors") + count("failures");
    sum.failed += failed;
    sum.skipped += count("skipped");
    sum.passed += count("tests") - failed - count("skipped");
    for (const [, attributes] of xml.matchAll(/<testcase\b([^>]*[^/])>\s*<(?:failure|error)\b/g)) {
      const value = (name) => attributes.match(new RegExp(`\\b${name}="([^"]*)"`))?.[1] ?? "";
      sum.failures.push(`${value("classname")}: ${value("name")}`);
    }
  }
  return sum;
}

function vitest() {
  const report = json("vitest.json");
  const sum = { passed: 0, failed: 0, skipped: 0, failures: [] };
  for (const file of report?.testResults ?? []) {
    if (file.status === "failed" && file.assertionResults.every((test) => test.status !== "failed")) {
      sum.failed += 1; // a file that could not even be read
      sum.failures.push(file.name.slice(root.length + 1));
    }
    for (const test of file.assertionResults) {
      if (test.status === "passed") {
        sum.passed += 1;
      } else if (test.status === "failed") {
        sum.failed += 1;
        sum.failures.push(test.fullName);
      } else {
        sum.skipped += 1;
      }
    }
  }
  return sum;
}

/** The browser tests run once for each phase, and once with a large library. */
function playwright(isLarge) {
  const sum = { passed: 0, failed: 0, skipped: 0, failures: [] };
  const reports = readdirSync(target).filter((name) => /^playwright-.*\.json$/.test(name));
  for (const file of reports.filter((name) => name.startsWith("playwright-large") === isLarge)) {
    addPlaywright(json(file), file.replace(/^playwright-|\.json$/g, ""), sum);
  }
  return sum;
}

function addPlaywright(report, phase, sum) {
  const visit = (suite) => {
    (suite.suites ?? []).forEach(visit);
    for (const spec of suite.specs ?? []) {
      for (const test of spec.tests) {
        if (test.status === "expected") {
          sum.passed += 1;
        } else if (test.status === "skipped") {
          sum.skipped += 1;
        } else {
          sum.failed += 1;
          sum.failures.push(`${spec.title} (${phase})`);
        }
      }
    }
  };
  (report.suites ?? []).forEach(visit);
  if ((report.errors ?? []).length > 0 && sum.failed === 0) {
    sum.failed = 1;
    sum.failures.push(`the browser tests could not run (${phase})`);
  }
}

const parts = new Map(
  readFileSync(join(target, "test-parts"), "utf8")
    .trim()
    .split("\n")
    .map((line) => line.split(" "))
    .map(([name, result, took]) => [name, { ok: result === "ok", seconds: Number(took) }]),
);
const runners = {
  server: surefire(),
  client: vitest(),
  browser: playwright(false),
  "large-library": playwright(true),
};
const total = { passed: 0, failed: 0, skipped: 0, failures: [] };
for (const [name, sum] of Object.entries(runners)) {
  if (sum.failed === 0 && (sum.passed === 0 || !parts.get(name)?.ok)) {
    sum.failed = 1;
    sum.failures.push(sum.passed === 0 ? `${name}: no test ran` : `${name}: failed outside its tests`);
  }
  for (const key of ["passed", "failed", "skipped"]) {
    total[key] += sum[key];
  }
  total.failures.push(...sum.failures);
}
if (!parts.get("client-checks")?.ok) {
  total.failed += 1;
  total.failures.push("client-checks: npm run check");
}

function minutes(value) {
  return `${Math.floor(value / 60)} min ${value % 60} s`;
}

function report() {
  const lines = [
    "# Long test",
    "",
    `Date: ${new Date().toISOString().slice(0, 10)}. Machine: ${type()}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB memory.`,
    "The random and crash tests ran with their full counts (`./imalink test --long`).",
    "",
    "| part | passed | failed | skipped | time |",
    "|---|---|---|---|---|",
    ...Object.entries(runners).map(
      ([name, sum]) =>
        `| ${name} | ${sum.passed} | ${sum.failed} | ${sum.skipped} | ${minutes(parts.get(name)?.seconds ?? 0)} |`,
    ),
    `| all | ${total.passed} | ${total.failed} | ${total.skipped} | ${minutes(Number(seconds))} |`,
    "",
    total.failures.length === 0 ? "Nothing failed." : "Failed:",
    ...(total.failures.length === 0 ? [] : ["", ...total.failures.map((failure) => `- ${failure}`)]),
    "",
  ];
  const folder = join(root, "docs", "reports");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "long-test.md"), lines.join("\n"));
}

if (counts === "full") {
  report();
}
console.log();
for (const failure of total.failures) {
  console.log(`FAILED ${failure}`);
}
if (total.failures.length > 0) {
  console.log();
}
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exit(total.failed === 0 ? 0 : 1);
