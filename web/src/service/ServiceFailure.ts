/**
 * Why the server did not serve a request.
 *
 * - `unreachable`: no answer came at all
 * - `unavailable`: the server answers but cannot serve now (disk full, database busy, a proxy without its server)
 * - `missing`: there is no such thing
 * - `refused`: the request makes no sense as it is; `detail` says why
 * - `invalid`: single fields are wrong; `fields` names them
 * - `unauthorised`: nobody is signed in, the sign-in has ended, or a code is missing or old
 * - `forbidden`: who asks may not do this, or what confirms it is wrong; `detail` says why
 * - `broken`: anything else; a fault of the program
 */
export type FailureKind =
  | "unreachable"
  | "unavailable"
  | "missing"
  | "refused"
  | "invalid"
  | "unauthorised"
  | "forbidden"
  | "broken";

export interface FieldFailure {
  /** The field's name in the request body, or the whole body's place when it is no single field. */
  readonly field: string;
  readonly type: string;
  readonly message: string;
}

/** What a refusal is about, as the server tells it beside its English sentence. */
export interface RefusalReason {
  readonly code: string;
  readonly values: Readonly<Record<string, unknown>>;
}

export class ServiceFailure extends Error {
  override readonly name = "ServiceFailure";

  constructor(
    readonly kind: FailureKind,
    readonly status: number | null,
    readonly detail: string | null,
    readonly fields: readonly FieldFailure[] = [],
    /** When the server wants to be asked again, in seconds; null when it did not say. */
    readonly retryAfter: number | null = null,
    /** The name that the contract gives to this kind of error, such as `library-changed`; null for the oldest ones. */
    readonly problem: string | null = null,
    /** Null where the server has no more to say than its sentence. */
    readonly reason: RefusalReason | null = null,
  ) {
    super(detail ?? kind);
  }

  /** Whether the same request may well succeed a little later. */
  get passing(): boolean {
    return this.kind === "unreachable" || this.kind === "unavailable";
  }
}

/** What the server would answer to a write into another library than the one that was looked at. */
export function libraryChanged(): ServiceFailure {
  return new ServiceFailure("refused", 409, null, [], null, "library-changed");
}

/** @param retryAfter the header `Retry-After`, of which only seconds are understood */
export function failureOf(status: number, body: unknown, retryAfter: string | null = null): ServiceFailure {
  const detail = detailOf(body);
  const problem = problemOf(body);
  const reason = reasonOf(body);
  const failure = (
    kind: FailureKind,
    fields: readonly FieldFailure[] = [],
    retryIn: number | null = null,
  ): ServiceFailure => new ServiceFailure(kind, status, detail, fields, retryIn, problem, reason);
  switch (status) {
    case 401:
      return failure("unauthorised");
    case 403:
      return failure("forbidden");
    case 404:
    case 410:
      return failure("missing");
    case 400:
    case 409:
    case 413:
    case 415:
      return failure("refused");
    case 422:
      return failure("invalid", fieldsOf(body));
    case 429:
    case 502:
    case 503:
    case 504:
    case 507:
      return failure("unavailable", [], secondsOf(retryAfter));
    default:
      return failure("broken");
  }
}

function secondsOf(header: string | null): number | null {
  return header !== null && /^\d{1,6}$/.test(header) ? Number(header) : null;
}

function detailOf(body: unknown): string | null {
  if (typeof body !== "object" || body === null || !("detail" in body)) {
    return null;
  }
  return typeof body.detail === "string" ? body.detail : null;
}

function problemOf(body: unknown): string | null {
  if (typeof body !== "object" || body === null || !("type" in body) || typeof body.type !== "string") {
    return null;
  }
  return body.type.slice(body.type.lastIndexOf(":") + 1).replaceAll("_", "-");
}

function reasonOf(body: unknown): RefusalReason | null {
  const reason = typeof body === "object" && body !== null && "reason" in body ? body.reason : null;
  if (typeof reason !== "object" || reason === null || !("code" in reason) || !("values" in reason)) {
    return null;
  }
  const { code, values } = reason;
  return typeof code === "string" && typeof values === "object" && values !== null
    ? { code, values: values as Record<string, unknown> }
    : null;
}

function fieldsOf(body: unknown): FieldFailure[] {
  if (typeof body !== "object" || body === null || !("detail" in body) || !Array.isArray(body.detail)) {
    return [];
  }
  return body.detail.map((entry: { loc?: unknown; msg?: unknown; type?: unknown }) => ({
    // loc is ["body", "title"] or ["body", "tags", 3]: the second part names the field.
    field: Array.isArray(entry.loc) ? String(entry.loc[1] ?? entry.loc[0] ?? "") : "",
    type: String(entry.type ?? ""),
    message: String(entry.msg ?? ""),
  }));
}
