import { expect, test } from "vitest";
import { en } from "../messages/en";
import { nb } from "../messages/nb";
import type { RehearsalReport } from "../service/Transitions";
import { told } from "./sampleReport";
import { noteText, stageText } from "./stageText";

const rehearsal = told.rehearsal as RehearsalReport;

test("what a server does on the way is told in the reader's language", () => {
  for (const name of [
    ...rehearsal.steps.map((step) => step.name),
    "Beginning",
    "Changing the tables",
    "Making indexes",
    "Checking owners",
  ]) {
    expect(stageText(name, nb).isForeign, name).toBe(false);
    expect(stageText(name, nb).text).not.toBe(stageText(name, en).text);
  }
});

test("a phase is called what it is called everywhere", () => {
  expect(stageText("Going to scoped", en).text).toBe(
    "On the way to: A library for each, the shared one open",
  );
  expect(stageText("Going on to scoped", nb).text).toBe(
    "På vei til: Et bibliotek til hver, det felles er åpent",
  );
  expect(stageText("Going back to single again", en).text).toBe(
    "On the way back to: One library, no accounts",
  );
});

test("whichever table is read, every row is compared", () => {
  expect(stageText("Reading photos", en).text).toBe(en.console.stages.comparing);
  expect(stageText("Comparing photos", en).text).toBe(en.console.stages.comparing);
  expect(stageText("Reading image_files", en).text).toBe(en.console.stages.comparing);
  expect(stageText("Reading hotpreviews", en).text).toBe(en.console.stages.hotpreviews);
});

test("what is not known is told as the server says it", () => {
  expect(stageText("Polishing", nb)).toEqual({ text: "Polishing", isForeign: true });
  expect(stageText("Going to nowhere", nb)).toEqual({ text: "Going to nowhere", isForeign: true });
  expect(noteText("It rained.", nb)).toEqual({ text: "It rained.", isForeign: true });
});

test("what a rehearsal notes is told in the reader's language", () => {
  expect(rehearsal.notes.map((note) => noteText(note, nb)?.isForeign)).toEqual([false, false]);
  expect(noteText("3 of 192 answers took more than twice as long as before.", nb)).toBeNull();
});
