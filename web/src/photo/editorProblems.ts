import { explain } from "../elements/explain";
import type { Messages } from "../messages/en";
import { ServiceFailure } from "../service/ServiceFailure";

export interface EditorProblems {
  readonly title: string | null;
  readonly description: string | null;
  readonly tags: string | null;
  /** What belongs to no single field. */
  readonly general: string | null;
}

const NONE: EditorProblems = { title: null, description: null, tags: null, general: null };

/** Puts what the server had against an edit beside the field that it is about. */
export function editorProblems(failure: unknown, messages: Messages): EditorProblems {
  if (failure === null || failure === undefined) {
    return NONE;
  }
  if (failure instanceof ServiceFailure && failure.kind === "invalid") {
    const of = (field: string) => {
      const found = failure.fields.find((it) => it.field === field);
      return found ? messages.failures.refusedBecause(found.message) : null;
    };
    const problems = { ...NONE, title: of("title"), description: of("description"), tags: of("tags") };
    const placed = problems.title ?? problems.description ?? problems.tags;
    return placed ? problems : { ...NONE, general: explain(failure, messages) };
  }
  if (
    failure instanceof ServiceFailure &&
    failure.kind === "refused" &&
    /\btags?\b/i.test(failure.detail ?? "")
  ) {
    return { ...NONE, tags: explain(failure, messages) };
  }
  return { ...NONE, general: explain(failure, messages) };
}
