import { expect, test } from "vitest";
import type { TransitionRun } from "../service/Transitions";
import { isCurrent } from "./Outcome";
import { outcomeOf } from "./outcomeOf";
import { told } from "./sampleReport";

const ended: TransitionRun = {
  task: "advance",
  running: false,
  stage: "Reading photos",
  done: 3,
  total: 5,
  started_at: "2026-11-28T03:09:59.000Z",
  ended_at: "2026-11-28T03:10:00.000Z",
  outcome: { phase: 3, phase_name: "scoped", epoch: 4, from: "dual", changed: true, who_sees_what: "…" },
  refusal: null,
  refusal_reason: null,
};
const reason = { code: "no_room", values: { needed_mb: 3, free_mb: 1 } };
const refused: TransitionRun = {
  ...ended,
  outcome: null,
  refusal: "Make room first.",
  refusal_reason: reason,
};

test("a transition that ended well says where the server is", () => {
  expect(outcomeOf(ended, undefined, told)).toEqual({ kind: "moved", to: "scoped", epoch: 4 });
});

test("where the server is, is told until somebody moves it on", () => {
  const moved = outcomeOf(ended, undefined, told);
  expect([3, 4, 5].map((epoch) => isCurrent(moved, epoch))).toEqual([false, true, false]);
  expect(isCurrent({ kind: "stopped" }, 5)).toBe(true);
});

test("a rehearsal is as good as its report", () => {
  const rehearsed: TransitionRun = { ...ended, task: "rehearse", outcome: {} };
  expect(outcomeOf(rehearsed, undefined, told)).toEqual({ kind: "rehearsed", passed: true });
  const bad = { ...told, rehearsal: told.rehearsal && { ...told.rehearsal, passed: false } };
  expect(outcomeOf(rehearsed, undefined, bad)).toEqual({ kind: "rehearsed", passed: false });
  expect(outcomeOf(rehearsed, undefined, undefined)).toEqual({ kind: "rehearsed", passed: false });
});

test("what was refused says why, but what was stopped here", () => {
  expect(outcomeOf(refused, undefined, told)).toEqual({
    kind: "refused",
    sentence: "Make room first.",
    reason,
  });
  expect(outcomeOf(refused, refused.started_at, told)).toEqual({ kind: "stopped" });
  expect(outcomeOf(refused, "2026-11-27T03:09:59.000Z", told).kind).toBe("refused");
});

test("what was looked at from outside is as good as its verdict", () => {
  const verified = (good: boolean): TransitionRun => ({ ...ended, task: "verify", outcome: { good } });
  expect(outcomeOf(verified(true), undefined, told)).toEqual({ kind: "verified", good: true });
  expect(outcomeOf(verified(false), undefined, told)).toEqual({ kind: "verified", good: false });
});

test("a database that was taken down is told as such", () => {
  const lowered: TransitionRun = { ...ended, task: "down", outcome: { tenancy_level: 1 } };
  expect(outcomeOf(lowered, undefined, told)).toEqual({ kind: "lowered" });
});

test("what a newer server did, which this client does not know, is done", () => {
  const swept = { ...ended, task: "sweep" } as unknown as TransitionRun;
  expect(outcomeOf(swept, undefined, told)).toEqual({ kind: "done" });
});

test("a server that was started anew meanwhile knows nothing of it", () => {
  expect(outcomeOf(null, undefined, told)).toEqual({ kind: "lost" });
});
