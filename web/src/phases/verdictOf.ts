import type { LibraryVerdict, TransitionRun } from "../service/Transitions";

/**
 * What came of looking at every row, where that is what was done last.
 *
 * @param run null where nothing was begun since the server started
 */
export function verdictOf(run: TransitionRun | null | undefined): LibraryVerdict | null {
  return run?.task === "verify" && !run.running && run.outcome !== null
    ? // Which is how the server says what came of this task.
      (run.outcome as unknown as LibraryVerdict)
    : null;
}
