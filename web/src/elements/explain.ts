import type { Messages } from "../messages/en";
import { ServiceFailure } from "../service/ServiceFailure";

/** What went wrong and what to do about it, in the reader's language. */
export function explain(failure: unknown, messages: Messages): string {
  if (!(failure instanceof ServiceFailure)) {
    return messages.failures.broken;
  }
  if (failure.problem === "library-changed") {
    return messages.failures.libraryChanged;
  }
  if (failure.status === 429) {
    return messages.failures.tooOften(Math.max(1, Math.ceil((failure.retryAfter ?? 60) / 60)));
  }
  switch (failure.kind) {
    case "refused":
      return failure.detail ? messages.failures.refusedBecause(failure.detail) : messages.failures.refused;
    case "forbidden":
      return failure.detail ? messages.failures.refusedBecause(failure.detail) : messages.failures.forbidden;
    case "invalid": {
      const first = failure.fields[0];
      const reason = first ? `${first.field}: ${first.message}` : failure.detail;
      return reason ? messages.failures.refusedBecause(reason) : messages.failures.refused;
    }
    case "unreachable":
    case "unavailable":
    case "missing":
    case "unauthorised":
    case "broken":
      return messages.failures[failure.kind];
  }
}
