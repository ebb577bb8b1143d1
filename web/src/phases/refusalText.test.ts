import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { en } from "../messages/en";
import { formatsFor } from "../messages/formats";
import { nb } from "../messages/nb";
import { failureOf, type RefusalReason } from "../service/ServiceFailure";
import { explainRefusal, refusalText } from "./refusalText";

const british = formatsFor("en-GB");
const values = {
  phase: "active",
  to: "dual",
  reason: "Permission denied",
  folder: "/data",
  name: "imalink.db.backup.20261128_101500",
  count: 3,
  first: "photos 17 of user 1 (changed)",
  needed_mb: 3,
  free_mb: 1,
};
const inEnglish = (reason: RefusalReason | null) => refusalText(reason, "The server’s words.", en, british);

/** As the description of the server's interface names them. */
function described(): string[] {
  const description = readFileSync("../src/main/resources/openapi.yaml", "utf8");
  const named = description.split("RefusalReason:\n")[1]?.match(/Names the kind: ([a-z_,\s]+)\./)?.[1] ?? "";
  return named.split(/,\s+/);
}

test("every refusal that the server describes is told in the reader's language", () => {
  expect(described().length).toBeGreaterThan(20);
  for (const code of described()) {
    const english = inEnglish({ code, values });
    const norwegian = refusalText({ code, values }, "The server’s words.", nb, formatsFor("nb-NO"));
    expect([english.isForeign, norwegian.isForeign], code).toEqual([false, false]);
    expect(norwegian.text, code).not.toBe(english.text);
    expect(`${english.text}${norwegian.text}`, code).not.toMatch(/undefined|null/);
  }
});

test("figures and names are told, and phases by the names that they have everywhere", () => {
  expect(inEnglish({ code: "no_room", values }).text).toContain("3.1 MB, and only 1 MB are free");
  expect(inEnglish({ code: "phase_needs_level", values }).text).toContain("Accounts, one shared library");
  expect(inEnglish({ code: "rows_differ", values })).toMatchObject({ more: values.first });
  expect(inEnglish({ code: "backup_failed", values })).toMatchObject({ more: "The server’s words." });
});

test("what is not known, or lacks something, is told as the server says it", () => {
  const foreign = { text: "The server’s words.", more: null, isForeign: true };
  expect(inEnglish(null)).toEqual(foreign);
  expect(inEnglish({ code: "swept", values })).toEqual(foreign);
  expect(inEnglish({ code: "phase_ahead", values: { phase: "active", to: "nowhere" } })).toEqual(foreign);
  expect(inEnglish({ code: "no_room", values: { needed_mb: 3 } })).toEqual(foreign);
});

test("a refused request is told by its reason, and any other as everywhere", () => {
  const refused = (reason: unknown) => failureOf(409, { detail: "The server’s words.", reason });
  const told = (reason: unknown) => explainRefusal(refused(reason), nb, formatsFor("nb-NO")).text;
  expect(told({ code: "busy", values: {} })).toBe(nb.console.refusals.busy);
  for (const other of [
    undefined,
    "busy",
    { code: "busy" },
    { code: 4, values: {} },
    { code: "swept", values },
  ]) {
    expect(told(other)).toContain("The server’s words.");
  }
  expect(explainRefusal(failureOf(503, null), en, british).text).toBe(en.failures.unavailable);
});
