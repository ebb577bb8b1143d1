const PAGES = /^\/(photo\/[^/]+|search|imports(\/[^/]+)?|trash|account|people|multiuser)?$/;

/** Characters that browsers drop or take for others when they read an address. */
const TREACHEROUS = /[\\\p{Cc}\s]/u;

/**
 * Where to go after signing in: a page of this client and nothing else, whatever the address asks for. It is compared
 * after the browser's own reading of addresses, so that no way of writing another server gets through.
 */
export function returnPath(wanted: unknown): string {
  if (typeof wanted !== "string" || !wanted.startsWith("/") || TREACHEROUS.test(wanted)) {
    return "/";
  }
  const here = "http://here.invalid";
  try {
    const url = new URL(wanted, here);
    return url.origin === here && PAGES.test(url.pathname) ? url.pathname + url.search : "/";
  } catch {
    return "/";
  }
}
