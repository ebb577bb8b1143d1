import type { PhaseName } from "../service/ServerPhase";
import type { TransitionReport, TransitionRun } from "../service/Transitions";
import type { Outcome } from "./Outcome";
import { verdictOf } from "./verdictOf";

/**
 * What came of a transition.
 *
 * @param run null where the server does not know it any more
 * @param stopped when the one began that was stopped here
 */
export function outcomeOf(
  run: TransitionRun | null,
  stopped: string | undefined,
  report: TransitionReport | undefined,
): Outcome {
  if (!run) {
    return { kind: "lost" };
  }
  if (run.refusal !== null) {
    return run.started_at === stopped
      ? { kind: "stopped" }
      : { kind: "refused", sentence: run.refusal, reason: run.refusal_reason };
  }
  const task: string = run.task;
  switch (task) {
    case "rehearse":
      return { kind: "rehearsed", passed: report?.rehearsal?.passed === true };
    case "activate":
    case "advance":
      return {
        kind: "moved",
        to: run.outcome?.phase_name as PhaseName,
        epoch: run.outcome?.epoch as number,
      };
    case "down":
      return { kind: "lowered" };
    case "verify":
      return { kind: "verified", good: verdictOf(run)?.good === true };
    default:
      // Of a server that can do more than this client knows.
      return { kind: "done" };
  }
}
