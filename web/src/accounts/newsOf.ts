import type { Messages } from "../messages/en";
import { FIRST_USER, type PhaseName } from "../service/ServerPhase";

/** What a page shows: where the server is, and whose library. */
export interface PageView {
  readonly phase: PhaseName;
  /** Null where nothing is shown without a sign-in. */
  readonly owner: number | null;
}

/** One sentence on what became of the page, for who looks at it. */
export function newsOf(before: PageView, now: PageView, { phases }: Pick<Messages, "phases">): string {
  if (before.owner === now.owner) {
    return phases.changed[now.phase];
  }
  if (now.owner === null) {
    return phases.closed;
  }
  if (now.owner !== FIRST_USER) {
    return phases.ownNow;
  }
  return before.owner === null ? phases.opened : phases.putAway;
}
