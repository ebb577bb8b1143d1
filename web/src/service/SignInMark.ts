/** The cookies of a page, as its document has them. */
export interface CookieJar {
  cookie: string;
}

const NAME = "imalink_signed_in";

/**
 * Whether there may be a sign-in in this browser. No script can read the cookies that are one; the server sets and clears
 * another one with them, which holds no secret. Where it is missing there is nothing to renew.
 *
 * It is a cookie as they are, so that they are blocked, thrown out, overwritten and expired together.
 */
export class SignInMark {
  /** @param jar undefined where the cookies are another server's, and cannot be looked at */
  constructor(private readonly jar: CookieJar | undefined) {}

  isSet(): boolean {
    try {
      return this.jar === undefined || this.jar.cookie.split("; ").some((it) => it.startsWith(`${NAME}=`));
    } catch {
      // A page that may not keep cookies has no sign-in either.
      return false;
    }
  }

  clear(): void {
    try {
      if (this.jar) {
        this.jar.cookie = `${NAME}=; Path=/; Max-Age=0; SameSite=Strict`;
      }
    } catch {
      // As above: there is none.
    }
  }
}
