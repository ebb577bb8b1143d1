import type { PhaseName } from "../service/ServerPhase";
import type { LevelChange, PreflightReport, RehearsalReport, TransitionReport } from "../service/Transitions";

/** What is to be done next on the way to libraries of people's own. */
export type GuideStep = "look" | "rehearse" | "activate" | "none";

/**
 * @param farthest where this server can go
 * @param preflight null before somebody has looked
 * @param report null before the server has told it
 */
export function nextStep(
  phase: PhaseName,
  farthest: PhaseName,
  preflight: PreflightReport | null,
  report: TransitionReport | null,
): GuideStep {
  if (phase === "active" || farthest !== "active") {
    return "none";
  }
  if (!preflight?.clear) {
    return "look";
  }
  return report?.vouches ? "activate" : "rehearse";
}

/** How long all of the way forward takes, the backup included, which is as large as the copy. */
export function secondsForward({ copy, forecast }: RehearsalReport): number | null {
  return forecast && copy.seconds + Object.values(forecast.seconds_to).reduce((sum, it) => sum + it, 0);
}

/** What it needs on the disk: the backup, and what the database grows by. */
export function bytesForward({ copy, forecast }: RehearsalReport): number | null {
  return forecast && copy.bytes + forecast.space_bytes;
}

/** A figure that was forecast, and what it was in the end. */
export interface Held {
  readonly was: number;
  /** Null where nobody forecast it. */
  readonly forecast: number | null;
}

export interface Proof {
  readonly at: string;
  readonly took: Held | null;
  readonly waited: Held | null;
}

/** How giving owners went, against the rehearsal before it; null where owners were not given last. */
export function proofOf({ change, rehearsal }: TransitionReport): Proof | null {
  if (!change || change.to < 2 || change.from >= change.to) {
    return null;
  }
  const forecast = rehearsal && isBefore(rehearsal, change) ? rehearsal.forecast : null;
  const held = (was: number | null, said: number | undefined): Held | null =>
    was === null ? null : { was, forecast: said ?? null };
  return {
    at: change.at,
    took: held(change.took_seconds, forecast?.seconds_to.scoped),
    waited: held(change.held_seconds, forecast?.longest_write_seconds),
  };
}

function isBefore({ started_at }: RehearsalReport, { at }: LevelChange): boolean {
  return Date.parse(started_at) <= Date.parse(at.endsWith("Z") ? at : `${at}Z`);
}
