import createClient, { type Client } from "openapi-fetch";
import type { paths } from "../api/schema";
import { Connection } from "./Connection";
import { failureOf, ServiceFailure } from "./ServiceFailure";

/** How a request reaches the server: as it is, or on behalf of who is signed in. */
export type Send = (request: Request) => Promise<Response>;

/** The longest that a request may take; an import is never waited for. */
const PATIENCE_MILLISECONDS = 30_000;

export interface Outcome<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/**
 * The way to the server that everything in this folder goes: it knows whether the server answers, waits no longer than is
 * sensible, and turns whatever goes wrong into a {@link ServiceFailure}.
 */
export class Door {
  readonly client: Client<paths>;
  readonly connection: Connection;
  /** Called when the server refused to write, because the library behind this page is another one now. */
  onLibraryChanged: () => void = () => undefined;

  /** @param origin where the server is; empty for the server that this page came from */
  constructor(
    readonly origin = "",
    send: Send = (request) => fetch(request),
  ) {
    this.client = createClient<paths>({ baseUrl: origin === "" ? location.origin : origin, fetch: send });
    this.connection = new Connection(() => this.ask((signal) => this.client.GET("/health", { signal })));
  }

  readonly ask = async <T>(
    request: (signal: AbortSignal) => Promise<Outcome<T>>,
    signal?: AbortSignal,
    longest = PATIENCE_MILLISECONDS,
  ): Promise<T> => {
    const patience = AbortSignal.timeout(longest);
    let outcome: Outcome<T>;
    try {
      outcome = await request(signal ? AbortSignal.any([signal, patience]) : patience);
    } catch (cause) {
      if (signal?.aborted || cause instanceof ServiceFailure) {
        throw cause;
      }
      if (cause instanceof SyntaxError) {
        throw new ServiceFailure("broken", null, null);
      }
      this.connection.lost();
      throw new ServiceFailure("unreachable", null, null);
    }
    this.connection.reached();
    if (!outcome.response.ok || outcome.data === undefined) {
      const failure = failureOf(
        outcome.response.status,
        outcome.error,
        outcome.response.headers.get("Retry-After"),
      );
      if (failure.problem === "library-changed") {
        this.onLibraryChanged();
      }
      throw failure;
    }
    return outcome.data;
  };
}
