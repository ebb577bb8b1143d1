import { expect, test } from "vitest";
import { levelsBelow, phaseFor } from "./lowerLevels";
import { PHASES } from "./phaseSteps";

test("a database is taken down to a level below the present one", () => {
  expect([0, 1, 2].map(levelsBelow)).toEqual([[], [0], [1, 0]]);
});

test("what a phase needs is not taken away in it", () => {
  expect(PHASES.map((phase) => phaseFor(1, phase))).toEqual([null, null, null, "dual", "dual"]);
  expect(PHASES.map((phase) => phaseFor(0, phase))).toEqual([null, "single", "single", "single", "single"]);
});
