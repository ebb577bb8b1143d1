import type { components } from "../api/schema";
import { Door } from "./Door";
import { OtherTabs } from "./OtherTabs";
import { ownerShown, ServerPhase } from "./ServerPhase";
import { libraryChanged, ServiceFailure } from "./ServiceFailure";
import { type CookieJar, SignInMark } from "./SignInMark";
import { askForTokens, type Granted } from "./tokens";

type Schemas = components["schemas"];
export type User = Schemas["User"];
export type Registration = Schemas["Registration"];

/** Who uses this page, as far as is known. */
export type SignInState =
  /** The server has not been asked yet. */
  | { readonly kind: "starting" }
  /** @param elsewhere whether another tab signed out */
  | { readonly kind: "nobody"; readonly elsewhere: boolean }
  | { readonly kind: "somebody"; readonly user: User }
  /** The sign-in ended without the person's doing; they say how to go on. */
  | { readonly kind: "ended"; readonly user: User };

interface Held {
  readonly token: string;
  /** When to have a new one, in milliseconds since 1970: a little before the server stops to take this one. */
  readonly renewAt: number;
  /** Of the view of the library that the token is good for; null when the server did not tell. */
  readonly epoch: number | null;
  readonly user: User;
}

type TabMessage =
  /** @param at when the token came, in milliseconds since 1970 */
  { readonly kind: "held"; readonly held: Held; readonly at: number } | { readonly kind: "signed-out" };

/** A token is renewed so long before its end, or half-way when it lives shorter. */
const AHEAD_MILLISECONDS = 60_000;

/** After a renewal that did not get through, the next one is tried so much later. */
const AGAIN_MILLISECONDS = 15_000;

const LONGEST_TIMER_MILLISECONDS = 12 * 60 * 60_000;

/**
 * Signs in and out, and knows who is signed in.
 *
 * The access token is kept in this page's memory alone; a page that is loaded anew gets one by the refresh cookie, which
 * no script can read. Where no mark tells that there is such a cookie, nothing is asked for, until an answer turns out to be
 * for somebody. A token is renewed before it ends, and once more when the server does not take it; all tabs of a
 * browser share one renewal. Where the sign-in has really ended, nothing more is written until the person has said
 * how to go on: their words wait in the page meanwhile.
 *
 * Tokens are of the view of the library that this page shows. After the server has changed they stay of the old one until
 * the page has dropped it ({@link show}), so that nothing is written into another library than the one that was looked at.
 */
export class AuthService {
  readonly phase: ServerPhase;
  private readonly door: Door;
  private readonly tabs: OtherTabs<TabMessage>;
  private readonly mark: SignInMark;
  private readonly listeners = new Set<() => void>();
  private state: SignInState = { kind: "starting" };
  private held: Held | null = null;
  private begun: Promise<unknown> = Promise.resolve();
  private renewal: Promise<string | null> | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** Whether the server has said, for the sign-in of this browser, that there is one or that there is none. */
  private answered = false;
  /** The epoch of the view that this page shows; undefined until the server has told of one. */
  private shown: number | undefined;
  private endedAt = 0;

  /**
   * @param origin where the server is; empty for the server that this page came from
   * @param cookies that this page shares with the server, if it does
   */
  constructor(origin = "", cookies: CookieJar | undefined = origin === "" ? document : undefined) {
    this.door = new Door(origin);
    this.phase = new ServerPhase(this.door);
    this.tabs = new OtherTabs("imalink.sign-in");
    this.mark = new SignInMark(cookies);
  }

  /** Finds out who is signed in, and follows that until the returned function is called. */
  start(): () => void {
    const deaf = this.tabs.listen((message) => this.hear(message));
    const blind = this.phase.subscribe(() => void this.followPhase());
    this.begun = this.begin();
    return () => {
      deaf();
      blind();
      clearTimeout(this.timer);
    };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly current = (): SignInState => this.state;

  getCurrentUser(): User | null {
    return this.state.kind === "somebody" ? this.state.user : null;
  }

  isAuthenticated(): boolean {
    return this.state.kind === "somebody";
  }

  /** The access token; null for nobody. It may have to be renewed: requests go through {@link send}, which does so. */
  getToken(): string | null {
    return this.held?.token ?? null;
  }

  /**
   * @param username or the e-mail
   * @returns the user, or null when the name or the password is wrong
   */
  login(username: string, password: string): Promise<User | null> {
    return this.tabs.alone(async () => {
      try {
        const body = { username, password };
        const granted = await askForTokens(this.door, (signal) =>
          this.door.client.POST("/api/v1/auth/login", { body, signal }),
        );
        return this.keep(granted).user;
      } catch (failure) {
        if (failure instanceof ServiceFailure && failure.status === 401) {
          return null;
        }
        throw failure;
      }
    });
  }

  /** Makes an account. Signing in is a step of its own. */
  register(who: Registration): Promise<User> {
    return this.door.ask((signal) => this.door.client.POST("/api/v1/auth/register", { body: who, signal }));
  }

  /** @param code from an admin or the operator */
  async resetPassword(code: string, password: string): Promise<void> {
    const body = { code, password };
    await this.door.ask((signal) => this.door.client.POST("/api/v1/auth/reset", { body, signal }));
  }

  /** Signs out this browser, all its tabs. Where the server cannot be told, it rejects, and the person is still signed in. */
  logout(): Promise<void> {
    return this.tabs.alone(async () => {
      const headers = this.held ? { Authorization: `Bearer ${this.held.token}` } : {};
      await this.door.ask((signal) => this.door.client.POST("/api/v1/auth/logout", { headers, signal }));
      this.forget();
    });
  }

  /** The sign-in has ended by this person's own doing, on the server already. */
  forget(): void {
    this.mark.clear();
    this.tabs.tell({ kind: "signed-out" });
    this.become({ kind: "nobody", elsewhere: false });
  }

  /** This page has dropped what it showed of the library, and shows what the server has since this epoch. */
  show(epoch: number): void {
    this.shown = epoch;
    if (this.held && this.isOfAnotherView(this.held)) {
      this.renew(this.held.token).catch(() => undefined);
    }
  }

  /** After the sign-in has ended: the person goes on as nobody, where the server allows that. */
  goOnAsNobody(): void {
    this.become({ kind: "nobody", elsewhere: false });
  }

  /** Takes over what the server answered to a change of the password. */
  keep({ access_token: token, expires_in, epoch, user }: Granted): Held {
    const lives = expires_in * 1000;
    const renewAt = Date.now() + Math.max(lives - AHEAD_MILLISECONDS, lives / 2);
    const held = { token, renewAt, epoch, user };
    this.hold(held);
    this.tabs.tell({ kind: "held", held, at: Date.now() });
    return held;
  }

  /** Takes over that the person's own account has changed. */
  keepUser(user: User): void {
    if (this.held) {
      const held = { ...this.held, user };
      this.hold(held);
      this.tabs.tell({ kind: "held", held, at: Date.now() });
    }
  }

  /** Sends a request on behalf of who is signed in, if anybody is. */
  readonly send = async (request: Request): Promise<Response> => {
    if (speaksForItself(request)) {
      return fetch(request);
    }
    await this.begun;
    const { shown } = this;
    const user = this.held?.user.id;
    const token = await this.freshToken(request);
    if (token === null) {
      this.requireNoEnd(request);
    }
    this.requireView(request, shown, user);
    if (token === null) {
      return this.sendUnsigned(request);
    }
    const again = request.clone();
    const response = await fetch(signed(request, token));
    if (response.status === 401) {
      const renewed = await this.renew(token);
      if (renewed === null) {
        return response;
      }
      this.requireView(again, shown, user);
      return fetch(signed(again, renewed));
    }
    const served = response.headers.get("Imalink-Viewer") ?? "";
    if (served.includes("reason=invalid_token")) {
      this.renew(token).catch(() => undefined);
    } else if (served.includes("reason=single_user")) {
      void this.phase.ask();
    }
    return response;
  };

  /** @throws ServiceFailure where it might do or show as nobody something that the person did not mean */
  private requireNoEnd(request: Request): void {
    if (this.state.kind === "ended" && !(isRead(request) && this.isSameForNobody(this.state.user))) {
      throw new ServiceFailure("unauthorised", 401, null);
    }
  }

  private async sendUnsigned(request: Request): Promise<Response> {
    const response = await fetch(request);
    if (!this.answered && isForSomebody(response)) {
      // The mark was lost, not the sign-in.
      this.renew(null).catch(() => undefined);
    } else if (response.status === 401) {
      // The server may have come to ask everybody to sign in; then this page is another one before it says what failed.
      await this.phase.ask();
    }
    return response;
  }

  /** @throws ServiceFailure for a write of a page that shows another library by now than when it was asked for */
  private requireView(request: Request, shown: number | undefined, user: number | undefined): void {
    const moved = this.shown !== shown || this.held?.user.id !== user;
    if (!isRead(request) && (moved || (this.held && this.isOfAnotherView(this.held)))) {
      throw libraryChanged();
    }
  }

  private isSameForNobody(user: User): boolean {
    const { status } = this.phase.current();
    return ownerShown(status, user.id) === ownerShown(status, null);
  }

  private isOfAnotherView(held: Held): boolean {
    return held.epoch !== null && this.shown !== undefined && held.epoch !== this.shown;
  }

  private async begin(): Promise<void> {
    await this.phase.ask();
    await this.followPhase();
    if (this.state.kind === "starting") {
      this.become({ kind: "nobody", elsewhere: false });
    }
  }

  private async followPhase(): Promise<void> {
    const { status } = this.phase.current();
    if (!status) {
      return;
    }
    this.shown ??= status.epoch;
    if (!status.sign_in_offered) {
      // The sign-in rests on the server until there are accounts again.
      this.answered = false;
      this.become({ kind: "nobody", elsewhere: false });
    } else if (!this.held && !this.answered && this.mark.isSet()) {
      await this.renew(null).catch(() => undefined);
    }
  }

  private async freshToken(request: Request): Promise<string | null> {
    const { held } = this;
    if (!held) {
      return null;
    }
    const old = Date.now() >= held.renewAt || (!isRead(request) && this.isOfAnotherView(held));
    return old ? this.renew(held.token) : held.token;
  }

  /** @param old the token that will not do any more; answers another one, or null when the sign-in has ended */
  private renew(old: string | null): Promise<string | null> {
    if (this.held && this.held.token !== old) {
      return Promise.resolve(this.held.token);
    }
    this.renewal ??= this.tabs
      .alone(() => this.exchange(old))
      .finally(() => {
        this.renewal = undefined;
      });
    return this.renewal;
  }

  private async exchange(old: string | null): Promise<string | null> {
    if (this.held && this.held.token !== old) {
      // Another tab was quicker.
      return this.held.token;
    }
    try {
      const view = this.shown === undefined ? {} : { body: { epoch: this.shown } };
      const granted = await askForTokens(this.door, (signal) =>
        this.door.client.POST("/api/v1/auth/refresh", { ...view, signal }),
      );
      return this.keep(granted).token;
    } catch (failure) {
      const status = failure instanceof ServiceFailure ? failure.status : null;
      if (status !== 401 && status !== 404) {
        if (status === 422) {
          // The server is at an earlier epoch than this page: it was put back.
          void this.phase.ask();
        }
        this.renewLater(AGAIN_MILLISECONDS);
        throw failure;
      }
      this.answered = status === 401;
      if (status === 401) {
        this.mark.clear();
        await this.clearCookies();
      }
      const user = this.state.kind === "somebody" || this.state.kind === "ended" ? this.state.user : null;
      if (status === 401 && user) {
        this.become({ kind: "ended", user });
      } else {
        this.become({ kind: "nobody", elsewhere: false });
        if (status === 404) {
          void this.phase.ask();
        }
      }
      return null;
    }
  }

  /** What is left of a sign-in that has ended would go with every picture, and be refused where one without is not. */
  private async clearCookies(): Promise<void> {
    await this.door
      .ask((signal) => this.door.client.POST("/api/v1/auth/logout", { signal }))
      .catch(() => undefined);
  }

  private hear(message: TabMessage): void {
    if (message.kind === "held") {
      // What was on its way when the sign-in ended here, does not bring it back.
      if (message.at > this.endedAt) {
        this.hearOf(message.held);
      }
    } else if (this.state.kind === "somebody" || this.state.kind === "ended") {
      this.become({ kind: "nobody", elsewhere: true });
    }
  }

  /** A token of a tab that shows another view is not this one's. */
  private hearOf(held: Held): void {
    if (!this.isOfAnotherView(held)) {
      this.hold(held);
      return;
    }
    void this.phase.told(held.epoch as number);
    if (this.held?.user.id !== held.user.id) {
      this.renew(this.held?.token ?? null).catch(() => undefined);
    }
  }

  private hold(held: Held): void {
    this.answered = true;
    this.become({ kind: "somebody", user: held.user }, held);
    this.renewLater(this.isOfAnotherView(held) ? 0 : held.renewAt - Date.now());
  }

  private renewLater(milliseconds: number): void {
    clearTimeout(this.timer);
    const { held } = this;
    if (held) {
      this.timer = setTimeout(
        () => this.renew(held.token).catch(() => undefined),
        Math.min(Math.max(0, milliseconds), LONGEST_TIMER_MILLISECONDS),
      );
    }
  }

  private become(state: SignInState, held: Held | null = null): void {
    if (!held) {
      clearTimeout(this.timer);
      this.endedAt = Date.now();
    }
    this.held = held;
    if (JSON.stringify(state) === JSON.stringify(this.state)) {
      return;
    }
    this.state = state;
    for (const listener of this.listeners) {
      listener();
    }
  }
}

/** A request with a code from the server's terminal is the operator's, whoever else is signed in here. */
function speaksForItself(request: Request): boolean {
  return request.headers.has("Imalink-Operator") || request.headers.has("Imalink-Setup-Code");
}

function isRead(request: Request): boolean {
  return request.method === "GET" || request.method === "HEAD";
}

/** A read with the image cookie says whose sign-in that is of. */
function isForSomebody(response: Response): boolean {
  const viewer = response.headers.get("Imalink-Viewer");
  return viewer !== null && !viewer.startsWith("anonymous");
}

function signed(request: Request, token: string): Request {
  request.headers.set("Authorization", `Bearer ${token}`);
  return request;
}
