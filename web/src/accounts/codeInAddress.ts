let taken: string | null = null;

/**
 * Takes a code out of the address, where an invitation's link carries it behind `#`: that part is never sent to a server.
 * It is removed at once, so that it is neither in the browser's history nor seen over one's shoulder.
 */
export function takeCode(): void {
  const found = /^#code=(.{1,200})$/.exec(location.hash);
  if (found) {
    try {
      taken = decodeURIComponent(found[1] as string);
    } catch {
      taken = found[1] as string;
    }
    history.replaceState(history.state, "", location.pathname + location.search);
  }
}

/** The code that the last link carried; null when there was none. */
export const codeOfLink = (): string | null => taken;

/** Takes a code along to another page of this client, as if a link had carried it. */
export function offerCode(code: string): void {
  taken = code;
}

export function forgetCode(): void {
  taken = null;
}

export const linkWithCode = (page: "register" | "reset", code: string): string =>
  `${location.origin}/${page}#code=${encodeURIComponent(code)}`;

takeCode();
addEventListener("hashchange", takeCode);
