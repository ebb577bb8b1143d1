import { expect, test } from "vitest";
import type { TransitionRun } from "../service/Transitions";
import { verdictOf } from "./verdictOf";

const verdict = { good: true, level: 2, rows: 12, alarms: 0, accounted: 0, findings: [] };
const ended: TransitionRun = {
  task: "verify",
  running: false,
  stage: "Comparing photos",
  done: 3,
  total: 5,
  started_at: "2026-11-28T03:09:59.000Z",
  ended_at: "2026-11-28T03:10:00.000Z",
  outcome: verdict,
  refusal: null,
  refusal_reason: null,
};

test("a verdict is there once every row was looked at, and of nothing else", () => {
  expect(verdictOf(ended)).toEqual(verdict);
  expect(verdictOf({ ...ended, running: true, ended_at: null, outcome: null })).toBeNull();
  expect(verdictOf({ ...ended, outcome: null, refusal: "There is no backup." })).toBeNull();
  expect(verdictOf({ ...ended, task: "down", outcome: { tenancy_level: 1 } })).toBeNull();
  expect(verdictOf(null)).toBeNull();
});
