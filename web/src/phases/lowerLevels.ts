import type { PhaseName } from "../service/ServerPhase";
import { PHASES } from "./phaseSteps";

/** What a database can be taken down to: accounts without owners of rows, or neither. */
export type LowerLevel = 0 | 1;

/** The levels below the present one, the nearest first. */
export function levelsBelow(level: number): readonly LowerLevel[] {
  return ([1, 0] as const).filter((it) => it < level);
}

/** Where the server has to go back to before the database can be taken down; null where it is far enough back. */
export function phaseFor(level: LowerLevel, phase: PhaseName): PhaseName | null {
  const farthest = level === 0 ? "single" : "dual";
  return PHASES.indexOf(phase) > PHASES.indexOf(farthest) ? farthest : null;
}
