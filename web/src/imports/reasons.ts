import type { Messages } from "../messages/en";
import type { JobResult } from "../service/PhotoService";

/** Why a file was not added, in plain words; a reason that this client does not know yet is told as the server did. */
export function reasonInWords(result: Omit<JobResult, "path">, messages: Messages): string {
  const known: Readonly<Record<string, string>> = messages.imports.reasons;
  if (Object.hasOwn(known, result.reason)) {
    return known[result.reason] as string;
  }
  return (
    result.detail ?? messages.imports.unknownReason(messages.imports.outcomes[result.outcome], result.reason)
  );
}
