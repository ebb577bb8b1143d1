import type { components } from "../api/schema";
import type { Door, Outcome } from "./Door";

export type SignedIn = components["schemas"]["SignedIn"];

/** Tokens as the server gave them, with the epoch of the view of the library that they are good for. */
export interface Granted extends SignedIn {
  /** Null when the server did not tell. */
  readonly epoch: number | null;
}

/** Sends a request that is answered with tokens. */
export async function askForTokens(
  door: Pick<Door, "ask">,
  request: (signal: AbortSignal) => Promise<Outcome<SignedIn>>,
): Promise<Granted> {
  let epoch: number | null = null;
  const answer = await door.ask(async (signal) => {
    const outcome = await request(signal);
    epoch = epochOf(outcome.response.headers.get("Imalink-Epoch"));
    return outcome;
  });
  return { ...answer, epoch };
}

function epochOf(header: string | null): number | null {
  return header !== null && /^\d{1,9}$/.test(header) ? Number(header) : null;
}
