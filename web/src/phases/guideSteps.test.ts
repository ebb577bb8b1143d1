import { expect, test } from "vitest";
import type { PreflightReport, RehearsalReport, TransitionReport } from "../service/Transitions";
import { bytesForward, nextStep, proofOf, secondsForward } from "./guideSteps";
import { told } from "./sampleReport";

const rehearsal = told.rehearsal as RehearsalReport;
const clear: PreflightReport = { clear: true, findings: [] };
const stopped: PreflightReport = { clear: false, findings: [] };

test("nothing can be switched on before somebody looked, nothing stands in the way and a rehearsal vouches", () => {
  expect(nextStep("dual", "active", null, told)).toBe("look");
  expect(nextStep("dual", "active", stopped, told)).toBe("look");
  expect(nextStep("dual", "active", clear, null)).toBe("rehearse");
  expect(nextStep("dual", "active", clear, { ...told, vouches: false })).toBe("rehearse");
  expect(nextStep("dual", "active", clear, told)).toBe("activate");
  expect(nextStep("single", "active", clear, told)).toBe("activate");
  expect(nextStep("scoped", "active", clear, told)).toBe("activate");
});

test("nothing is to be done where everything is on, and where the server cannot go there", () => {
  expect(nextStep("active", "active", clear, told)).toBe("none");
  expect(nextStep("dual", "scoped", clear, told)).toBe("none");
});

test("the way forward takes the backup and every step, in time and in space", () => {
  expect(secondsForward(rehearsal)).toBeCloseTo(0.151 + 0.203 + 0.496);
  expect(bytesForward(rehearsal)).toBe(3_493_888 + 168_920);
  expect(secondsForward({ ...rehearsal, forecast: null })).toBeNull();
});

test("what happened is held against the rehearsal before it", () => {
  expect(proofOf(told)).toEqual({
    at: "2026-11-28T03:10:00.123456",
    took: { was: 0.612, forecast: 0.496 },
    waited: { was: 0.049, forecast: 0.107 },
  });
});

const changed = (change: Partial<NonNullable<TransitionReport["change"]>>): TransitionReport => ({
  ...told,
  change: { ...(told.change as NonNullable<TransitionReport["change"]>), ...change },
});

test("a rehearsal of afterwards forecast nothing, and what nobody measured is not told", () => {
  expect(proofOf(changed({ at: "2026-11-28T02:00:00" }))?.took).toEqual({ was: 0.612, forecast: null });
  expect(proofOf(changed({ took_seconds: null, held_seconds: null }))).toMatchObject({
    took: null,
    waited: null,
  });
});

test("taking owners away proves nothing of the way forward", () => {
  expect(proofOf(changed({ from: 2, to: 1 }))).toBeNull();
  expect(proofOf(changed({ from: 0, to: 1 }))).toBeNull();
  expect(proofOf({ ...told, change: null })).toBeNull();
});
