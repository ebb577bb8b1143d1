import { expect, test } from "vitest";
import { en } from "../messages/en";
import { formatsFor } from "../messages/formats";
import { nb } from "../messages/nb";
import type { PreflightFinding } from "../service/Transitions";
import { findingText } from "./findingText";

const found = (code: string, values: PreflightFinding["values"] = {}): PreflightFinding => ({
  weight: "stops",
  code,
  values,
  problem: "As the server says it.",
  remedy: "What the server says to do.",
});

const known: readonly PreflightFinding[] = [
  found("file_wish", { sentence: "multiuser.json asks for active." }),
  found("no_room", { needed_mb: 4096, free_mb: 12 }),
  found("reachable"),
  found("no_admin"),
  found("unclaimed"),
  found("contributions", { name: "Ola", count: 3 }),
  found("imports", { count: 1 }),
  found("losses", { count: 2, first: "Photo 7 has no hotpreview." }),
];

const inNorwegian = (finding: PreflightFinding) => findingText(finding, nb, formatsFor("nb-NO"));
const inEnglish = (finding: PreflightFinding) => findingText(finding, en, formatsFor("en-GB"));

test("every kind that the server tells of has its words in both languages, with what to do", () => {
  for (const finding of known) {
    for (const text of [inEnglish(finding), inNorwegian(finding)]) {
      expect(text.isForeign, finding.code).toBe(false);
      expect(text.problem).not.toBe(finding.problem);
      expect(text.remedy).not.toBe("");
    }
    expect(inEnglish(finding).problem).not.toBe(inNorwegian(finding).problem);
  }
});

test("figures and names are in the words", () => {
  expect(inEnglish(known[1] as PreflightFinding).problem).toMatch(/4.3 GB.*13 MB/);
  expect(inNorwegian(known[1] as PreflightFinding).problem).toMatch(/4,3 GB.*13 MB/);
  expect(inEnglish(known[5] as PreflightFinding).problem).toBe("Ola added 3 photos to the shared library.");
  expect(inEnglish(found("contributions", { name: "Ola", count: 1 })).problem).toContain("1 photo to");
});

test("what only the server knows is told beside them, as the server says it", () => {
  expect(inNorwegian(known[0] as PreflightFinding).more).toBe("multiuser.json asks for active.");
  expect(inNorwegian(known[7] as PreflightFinding).more).toBe("Photo 7 has no hotpreview.");
  expect(inNorwegian(found("file_wish")).more).toBe("As the server says it.");
});

test("a kind that is not known, or lacks its figures, is told as the server says it", () => {
  for (const finding of [
    found("full_moon"),
    found("contributions", { name: "Ola" }),
    found("no_room", { needed_mb: "many" }),
    found("imports"),
    found("losses"),
  ]) {
    expect(inNorwegian(finding)).toEqual({
      problem: "As the server says it.",
      remedy: "What the server says to do.",
      more: null,
      isForeign: true,
    });
  }
});
