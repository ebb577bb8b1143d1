import { expect, test } from "vitest";
import type { PhaseName } from "../service/ServerPhase";
import { PHASES, putsAway, stepsFrom } from "./phaseSteps";

const written = (phase: PhaseName, farthest: PhaseName = "active") =>
  stepsFrom(phase, farthest).map(({ direction, to }) => `${direction} ${to}`);

test("forward, each step by which somebody sees something else stands alone; back, any is offered", () => {
  expect(written("single")).toEqual(["advance foundation", "advance dual"]);
  expect(written("foundation")).toEqual(["advance dual", "retreat single"]);
  expect(written("dual")).toEqual(["advance scoped", "retreat foundation", "retreat single"]);
  expect(written("scoped")).toEqual([
    "advance active",
    "retreat dual",
    "retreat foundation",
    "retreat single",
  ]);
  expect(written("active")).toEqual([
    "retreat scoped",
    "retreat dual",
    "retreat foundation",
    "retreat single",
  ]);
});

test("no phase is offered that the server cannot reach", () => {
  expect(written("dual", "dual")).toEqual(["retreat foundation", "retreat single"]);
  expect(written("single", "foundation")).toEqual(["advance foundation"]);
  expect(written("scoped", "scoped")).not.toContain("advance active");
});

test("own libraries are put away by going back to where all share one, and by nothing else", () => {
  const away = PHASES.flatMap((phase) =>
    stepsFrom(phase, "active").flatMap((step) => (putsAway(phase, step) ? [`${phase} to ${step.to}`] : [])),
  );
  expect(away).toEqual([
    "scoped to dual",
    "scoped to foundation",
    "scoped to single",
    "active to dual",
    "active to foundation",
    "active to single",
  ]);
});
