import { explain } from "../elements/explain";
import type { Messages } from "../messages/en";
import { ServiceFailure } from "../service/ServiceFailure";

type FieldName = "username" | "email" | "display_name" | "password" | "current_password" | "code" | "none";

export interface AccountProblems {
  /** What is wrong with one field, in the reader's language. */
  of(field: FieldName): string | null;
  /** What belongs to none of the fields that are shown. */
  readonly general: string | null;
}

/** Puts what the server had against an account's form beside the field that it is about. */
export function accountProblems(
  failure: unknown,
  shown: readonly FieldName[],
  messages: Messages,
): AccountProblems {
  if (failure === null || failure === undefined) {
    return { of: () => null, general: null };
  }
  const found = new Map<FieldName, string>();
  if (failure instanceof ServiceFailure) {
    place(failure, shown, messages, found);
  }
  const placed = shown.some((field) => found.has(field));
  return {
    of: (field) => found.get(field) ?? null,
    general: placed ? null : explain(failure, messages),
  };
}

function place(
  failure: ServiceFailure,
  shown: readonly FieldName[],
  { accounts: { problems }, failures }: Messages,
  found: Map<FieldName, string>,
): void {
  const detail = failure.detail ?? "";
  if (failure.kind === "invalid") {
    for (const { field, message } of failure.fields) {
      const known: Record<string, [FieldName, string]> = {
        username: ["username", problems.username],
        email: ["email", problems.email],
        password: ["password", problems.shortPassword],
        new_password: ["password", problems.shortPassword],
        display_name: ["display_name", failures.refusedBecause(message)],
        current_password: ["current_password", problems.wrongPassword],
        code: ["code", problems.wrongCode],
      };
      const [name, text] = known[field] ?? ["none", ""];
      found.set(name, text);
    }
  } else if (failure.kind === "forbidden" && shown.includes("current_password")) {
    found.set("current_password", problems.wrongPassword);
  } else if (failure.kind === "forbidden" && shown.includes("code")) {
    found.set("code", problems.wrongCode);
  } else if (failure.status === 409 && failure.problem !== "library-changed") {
    found.set(shown.includes("username") ? "username" : "email", problems.taken);
  } else if (failure.status === 400) {
    const known: [RegExp, FieldName, string][] = [
      [/password.*short/i, "password", problems.shortPassword],
      [/password.*common/i, "password", problems.common],
      [/password/i, "password", failures.refusedBecause(detail)],
      [/e-?mail/i, "email", problems.email],
      [/display name/i, "display_name", failures.refusedBecause(detail)],
      [/username/i, "username", problems.username],
    ];
    const [, field, text] = known.find(([words]) => words.test(detail)) ?? [null, "none" as const, ""];
    found.set(field, text);
  }
}
