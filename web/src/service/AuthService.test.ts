// @vitest-environment node
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Window } from "happy-dom";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { AuthService, type User } from "./AuthService";
import { Door } from "./Door";
import { PhotoService } from "./PhotoService";
import type { MultiuserStatus } from "./ServerPhase";
import { ServiceFailure } from "./ServiceFailure";

const kari: User = {
  id: 2,
  username: "kari",
  email: "kari@example.org",
  display_name: "Kari",
  is_active: true,
  role: "member",
  may_import: false,
  created_at: "2026-01-01T00:00:00",
  updated_at: "2026-01-01T00:00:00",
};

const dual: MultiuserStatus = {
  phase: 2,
  phase_name: "dual",
  epoch: 5,
  sign_in_offered: true,
  sign_in_required: false,
  sign_in_methods: ["password"],
  registration: "invitation",
  contract_version: "1.0.0",
};

/**
 * A server with one person and one sign-in. It knows the one browser without a cookie of its own, and puts the mark that
 * scripts may read where that browser keeps it.
 */
class LittleServer {
  status = dual;
  signedIn = false;
  readonly browser = new Window({ url: "http://127.0.0.1/timeline" }).document;
  /** The access tokens that it takes; a read with another one is served as to nobody. */
  taken = new Set<string>();
  livesSeconds = 900;
  refreshes = 0;
  /** Answers to a renewal, once. */
  refreshAnswer: number | null = null;
  /** Renewals wait for it. */
  gate: Promise<void> = Promise.resolve();
  requests: { method: string; path: string; authorization: string | null; body: string }[] = [];
  /** Of the access tokens, each by its text. */
  readonly epochs = new Map<string, number>();
  /** Writes with a token of an earlier epoch are refused. */
  viewEpoch = 0;
  /** What the refresh cookie says. */
  private cookieEpoch = 0;
  private made = 0;
  private readonly server: Server = createServer((request, response) => void this.serve(request, response));

  async listen(): Promise<string> {
    await new Promise<void>((ready) => this.server.listen(0, "127.0.0.1", ready));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }

  /** Somebody signed in by this browser, before the page was loaded. */
  signIn(): void {
    this.signedIn = true;
    this.browser.cookie = "imalink_signed_in=1; Path=/; Max-Age=7776000; SameSite=Strict";
  }

  signOut(): void {
    this.signedIn = false;
    this.browser.cookie = "imalink_signed_in=; Path=/; Max-Age=0; SameSite=Strict";
  }

  seen(path: string): (string | null)[] {
    return this.requests.filter((it) => it.path === path).map((it) => it.authorization);
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = "";
    for await (const part of request) {
      body += part;
    }
    const path = request.url ?? "";
    const authorization = request.headers.authorization ?? null;
    this.requests.push({ method: request.method ?? "", path, authorization, body });
    const json = (status: number, answer: unknown, headers: Record<string, string> = {}) => {
      response.writeHead(status, { "Content-Type": "application/json", ...headers });
      response.end(JSON.stringify(answer));
    };
    const tokens = (epoch: number) => {
      const access_token = `token-${++this.made}`;
      this.taken.add(access_token);
      this.epochs.set(access_token, epoch);
      this.cookieEpoch = epoch;
      const answer = { access_token, token_type: "bearer", expires_in: this.livesSeconds, user: kari };
      return json(200, answer, { "Imalink-Epoch": String(epoch) });
    };
    switch (path) {
      case "/api/v1/multiuser/status":
        return json(200, this.status);
      case "/api/v1/auth/login":
        if (JSON.parse(body).password !== "right") {
          return json(401, { detail: "Incorrect username or password" });
        }
        this.signIn();
        return tokens(this.status.epoch);
      case "/api/v1/auth/refresh": {
        this.refreshes++;
        await this.gate;
        const once = this.refreshAnswer;
        this.refreshAnswer = null;
        if (once !== null) {
          return json(once, { detail: "not now" });
        }
        if (!this.signedIn) {
          return json(401, { detail: "This sign-in has ended." });
        }
        this.signIn();
        return tokens(body === "" ? this.cookieEpoch : JSON.parse(body).epoch);
      }
      case "/api/v1/auth/logout":
        this.signOut();
        this.taken.clear();
        return json(200, { message: "Signed out", success: true });
      default: {
        const token = authorization?.replace("Bearer ", "") ?? "";
        const good = this.taken.has(token);
        if (good && request.method !== "GET" && (this.epochs.get(token) ?? 0) < this.viewEpoch) {
          return json(409, { detail: "Another library.", type: "urn:imalink:problem:library-changed" });
        }
        if (this.status.sign_in_required && !good) {
          return json(401, { detail: "Sign in.", type: "urn:imalink:problem:sign-in-required" });
        }
        if (authorization !== null && !good) {
          return request.method === "GET"
            ? json(200, { total: 0, months: [] }, { "Imalink-Viewer": "anonymous; reason=invalid_token" })
            : json(401, { detail: "Sign in." });
        }
        // By the image cookie, which is sent with every read.
        const viewer = this.signedIn ? { "Imalink-Viewer": "member" } : {};
        return json(200, { total: 0, months: [] }, viewer);
      }
    }
  }
}

let server: LittleServer;
let origin: string;
let stops: (() => void)[];

/** A tab of the one browser. */
function openTab(): { auth: AuthService; photos: PhotoService } {
  const auth = new AuthService(origin, server.browser);
  const door = new Door(origin, auth.send);
  door.onLibraryChanged = () => void auth.phase.doubted();
  stops.push(auth.start());
  return { auth, photos: new PhotoService(door) };
}

/** Waits until something holds, as it tells of itself. */
async function until(auth: AuthService, holds: () => boolean): Promise<void> {
  await new Promise<void>((done) => {
    const look = () => holds() && done();
    stops.push(auth.subscribe(look));
    look();
  });
}

const kindOf = (auth: AuthService) => auth.current().kind;

async function signedInTab() {
  const tab = openTab();
  await tab.auth.login("kari", "right");
  return tab;
}

/** Two tabs of a person who is signed in, with all said between them that there is to say. */
async function twoTabs() {
  const one = await signedInTab();
  const two = openTab();
  await Promise.all([one.photos.timeline(), two.photos.timeline()]);
  await agreed(one.auth, two.auth);
  return [one, two] as const;
}

async function agreed(one: AuthService, two: AuthService): Promise<void> {
  while (one.getToken() !== two.getToken()) {
    await new Promise((soon) => setImmediate(soon));
  }
}

async function failureOf(request: Promise<unknown>): Promise<ServiceFailure> {
  const failure = await request.then(
    () => null,
    (cause: unknown) => cause,
  );
  expect(failure).toBeInstanceOf(ServiceFailure);
  return failure as ServiceFailure;
}

beforeEach(async () => {
  stops = [];
  server = new LittleServer();
  origin = await server.listen();
});
afterEach(async () => {
  for (const stop of stops) {
    stop();
  }
  await server.close();
});

describe("signing in", () => {
  test("gives the user, and requests are theirs from then on", async () => {
    const { auth, photos } = openTab();
    expect(await auth.login("kari", "right")).toEqual(kari);
    expect(auth.isAuthenticated()).toBe(true);
    expect(auth.getCurrentUser()?.username).toBe("kari");
    await photos.timeline();
    expect(server.seen("/api/v1/timeline")).toEqual([`Bearer ${auth.getToken()}`]);
  });

  test("gives nobody for a wrong password, and says what else went wrong", async () => {
    const { auth } = openTab();
    expect(await auth.login("kari", "wrong")).toBeNull();
    expect(auth.isAuthenticated()).toBe(false);
    await server.close();
    expect((await failureOf(auth.login("kari", "right"))).kind).toBe("unreachable");
    await server.listen();
  });

  test("is got again by the cookie when the page is loaded anew, before the first request is sent", async () => {
    server.signIn();
    const { auth, photos } = openTab();
    await photos.timeline();
    expect(auth.getCurrentUser()?.username).toBe("kari");
    expect(server.seen("/api/v1/timeline")).toEqual([`Bearer ${auth.getToken()}`]);
  });

  test("is not asked for where the server offers none, and requests are nobody's", async () => {
    server.status = { ...dual, phase: 0, phase_name: "single", sign_in_offered: false };
    server.signIn();
    const { auth, photos } = openTab();
    await photos.timeline();
    expect(server.refreshes).toBe(0);
    expect(kindOf(auth)).toBe("nobody");
    expect(server.seen("/api/v1/timeline")).toEqual([null]);
  });

  test("leaves no token where scripts of other pages could find it", async () => {
    const { auth } = await signedInTab();
    expect(auth.getToken()).not.toBeNull();
    expect(Object.keys(globalThis)).not.toContain("localStorage");
    expect(server.requests.filter((it) => it.path.includes(auth.getToken() ?? "none"))).toEqual([]);
  });
});

describe("a browser without a sign-in", () => {
  test("asks for nothing to be renewed, whatever the phase does", async () => {
    const { auth, photos } = openTab();
    await photos.timeline();
    expect(kindOf(auth)).toBe("nobody");
    server.status = { ...dual, phase: 0, phase_name: "single", epoch: 6, sign_in_offered: false };
    await auth.phase.ask();
    server.status = { ...dual, epoch: 7 };
    await auth.phase.ask();
    await photos.timeline();
    expect(server.refreshes).toBe(0);
  });

  test("is what it is after signing out", async () => {
    const before = await signedInTab();
    await before.auth.logout();
    const { auth, photos } = openTab();
    await photos.timeline();
    expect(kindOf(auth)).toBe("nobody");
    expect(server.refreshes).toBe(0);
  });

  test("learns once that the server has ended its sign-in, and asks no more", async () => {
    server.signIn();
    server.signedIn = false;
    await openTab().photos.timeline();
    expect(server.refreshes).toBe(1);
    await openTab().photos.timeline();
    expect(server.refreshes).toBe(1);
  });

  test("is not taken for one because the server could not answer now", async () => {
    server.signIn();
    server.refreshAnswer = 503;
    await openTab().photos.timeline();
    const { auth, photos } = openTab();
    await photos.timeline();
    expect(kindOf(auth)).toBe("somebody");
  });

  test("is not taken for one because there are no accounts now", async () => {
    server.signIn();
    server.refreshAnswer = 404;
    await openTab().photos.timeline();
    const { auth, photos } = openTab();
    await photos.timeline();
    expect(kindOf(auth)).toBe("somebody");
  });

  test("is not taken for one because the mark was lost: the first answer tells who it is for", async () => {
    server.signedIn = true;
    const { auth, photos } = openTab();
    await photos.timeline();
    await until(auth, () => auth.isAuthenticated());
    expect(server.refreshes).toBe(1);
  });

  test("asks once only where answers tell of a sign-in that cannot be renewed", async () => {
    server.signedIn = true;
    server.refreshAnswer = 401;
    const { auth, photos } = openTab();
    await photos.timeline();
    while (server.refreshes === 0) {
      await new Promise((soon) => setImmediate(soon));
    }
    await Promise.all([photos.timeline(), photos.timeline()]);
    await photos.timeline();
    expect(server.refreshes).toBe(1);
    expect(kindOf(auth)).toBe("nobody");
  });

  test("is one that keeps no cookies at all", async () => {
    const sandboxed = {
      get cookie(): string {
        throw new DOMException("The document is sandboxed", "SecurityError");
      },
      set cookie(_: string) {
        throw new DOMException("The document is sandboxed", "SecurityError");
      },
    };
    const auth = new AuthService(origin, sandboxed);
    stops.push(auth.start());
    const photos = new PhotoService(new Door(origin, auth.send));
    await photos.timeline();
    expect(server.refreshes).toBe(0);
    await auth.login("kari", "right");
    await auth.logout();
    expect(kindOf(auth)).toBe("nobody");
  });

  test("cannot be told where the page came from another server, so that it is asked", async () => {
    const auth = new AuthService(origin);
    stops.push(auth.start());
    await new PhotoService(new Door(origin, auth.send)).timeline();
    expect(server.refreshes).toBe(1);
  });
});

describe("a token that the server takes no more", () => {
  test("is renewed once for all requests, and each is sent again as it was", async () => {
    const { auth, photos } = await signedInTab();
    server.taken.clear();
    await Promise.all([1, 2, 3, 4].map((rating) => photos.edit("ab", { rating })));
    expect(server.refreshes).toBe(1);
    const edits = server.requests.filter((it) => it.path === "/api/v1/photos/ab/details");
    const kept = edits.filter((it) => it.authorization === `Bearer ${auth.getToken()}`).map((it) => it.body);
    expect(kept.toSorted()).toEqual([1, 2, 3, 4].map((rating) => JSON.stringify({ rating })));
  });

  test("is renewed behind a read that was served as to nobody", async () => {
    const { auth, photos } = await signedInTab();
    const old = auth.getToken();
    server.taken.clear();
    await photos.timeline();
    while (auth.getToken() === old) {
      await new Promise((soon) => setImmediate(soon));
    }
    await photos.timeline();
    expect(server.refreshes).toBe(1);
    expect(kindOf(auth)).toBe("somebody");
  });

  test("is sent again once only", async () => {
    const { photos } = await signedInTab();
    const add = server.taken.add.bind(server.taken);
    server.taken.clear();
    server.taken.add = () => server.taken;
    expect((await failureOf(photos.edit("ab", { rating: 1 }))).status).toBe(401);
    expect(server.seen("/api/v1/photos/ab/details")).toHaveLength(2);
    server.taken.add = add;
  });

  test("is renewed by itself before its end", async () => {
    server.livesSeconds = 0.04;
    const { auth } = await signedInTab();
    const first = auth.getToken();
    server.livesSeconds = 900;
    while (auth.getToken() === first) {
      await new Promise((soon) => setImmediate(soon));
    }
    expect(kindOf(auth)).toBe("somebody");
  });

  test("stands when it could not be renewed now, because the server was busy", async () => {
    const { auth, photos } = await signedInTab();
    server.taken.clear();
    server.refreshAnswer = 503;
    const failure = await failureOf(photos.edit("ab", { rating: 1 }));
    expect(failure.kind).toBe("unavailable");
    expect(kindOf(auth)).toBe("somebody");
    await photos.edit("ab", { rating: 1 });
  });
});

describe("a sign-in that has ended", () => {
  test("is told, and nothing more is written until the person says how to go on", async () => {
    const { auth, photos } = await signedInTab();
    server.taken.clear();
    server.signedIn = false;
    expect((await failureOf(photos.edit("ab", { title: "Hytta" }))).kind).toBe("unauthorised");
    expect(auth.current()).toEqual({ kind: "ended", user: kari });
    const written = server.seen("/api/v1/photos/ab/details").length;
    expect((await failureOf(photos.edit("ab", { title: "Hytta" }))).kind).toBe("unauthorised");
    expect(server.seen("/api/v1/photos/ab/details")).toHaveLength(written);
    await photos.timeline();
  });

  test("can be begun again, and then what was not saved is", async () => {
    const { auth, photos } = await signedInTab();
    server.taken.clear();
    server.signedIn = false;
    await failureOf(photos.edit("ab", { title: "Hytta" }));
    await auth.login("kari", "right");
    await photos.edit("ab", { title: "Hytta" });
    expect(server.seen("/api/v1/photos/ab/details").at(-1)).toBe(`Bearer ${auth.getToken()}`);
  });

  test("can be left at that, as nobody", async () => {
    const { auth, photos } = await signedInTab();
    server.taken.clear();
    server.signedIn = false;
    await failureOf(photos.edit("ab", { title: "Hytta" }));
    auth.goOnAsNobody();
    await photos.edit("ab", { title: "Hytta" });
    expect(server.seen("/api/v1/photos/ab/details").at(-1)).toBeNull();
  });
});

describe("two tabs", () => {
  test("share a sign-in, and its renewal", async () => {
    const one = openTab();
    const two = openTab();
    await Promise.all([one.photos.timeline(), two.photos.timeline()]);
    await one.auth.login("kari", "right");
    await until(two.auth, () => two.auth.isAuthenticated());
    expect(two.auth.getToken()).toBe(one.auth.getToken());
    server.refreshes = 0;
    server.taken.clear();
    await one.photos.edit("ab", { rating: 1 });
    await agreed(one.auth, two.auth);
    await two.photos.edit("ab", { rating: 2 });
    expect(server.refreshes).toBe(1);
  });

  test("are signed out by one of them", async () => {
    const [one, two] = await twoTabs();
    await one.auth.logout();
    await until(two.auth, () => !two.auth.isAuthenticated());
    expect(one.auth.current()).toEqual({ kind: "nobody", elsewhere: false });
    expect(two.auth.current()).toEqual({ kind: "nobody", elsewhere: true });
    expect(two.auth.getToken()).toBeNull();
  });

  test("are both signed in again by one of them, after the sign-in had ended", async () => {
    const [one, two] = await twoTabs();
    server.taken.clear();
    server.signedIn = false;
    await failureOf(one.photos.edit("ab", {}));
    await failureOf(two.photos.edit("ab", {}));
    expect([kindOf(one.auth), kindOf(two.auth)]).toEqual(["ended", "ended"]);
    await one.auth.login("kari", "right");
    await until(two.auth, () => two.auth.isAuthenticated());
  });
});

describe("signing out", () => {
  test("ends it on the server and here", async () => {
    const { auth, photos } = await signedInTab();
    const token = auth.getToken();
    await auth.logout();
    expect(server.seen("/api/v1/auth/logout")).toEqual([`Bearer ${token}`]);
    expect(auth.getToken()).toBeNull();
    await photos.timeline();
    expect(server.seen("/api/v1/timeline")).toEqual([null]);
  });

  test("that the server did not hear of is not said to have happened", async () => {
    const { auth } = await signedInTab();
    await server.close();
    expect((await failureOf(auth.logout())).kind).toBe("unreachable");
    expect(auth.isAuthenticated()).toBe(true);
    await server.listen();
  });

  test("waits for a renewal that is on its way, which cannot sign in again behind it", async () => {
    const { auth, photos } = await signedInTab();
    server.taken.clear();
    const gate: { open?: () => void } = {};
    server.gate = new Promise((done) => {
      gate.open = done;
    });
    const edit = photos.edit("ab", { rating: 1 });
    while (server.refreshes === 0) {
      await new Promise((soon) => setImmediate(soon));
    }
    const out = auth.logout();
    gate.open?.();
    await Promise.allSettled([edit, out]);
    expect(auth.isAuthenticated()).toBe(false);
    expect(server.signedIn).toBe(false);
  });
});

describe("the operator's codes", () => {
  test("speak for themselves, whoever is signed in, and a wrong one ends no sign-in", async () => {
    const { auth, photos } = await signedInTab();
    await photos.startImport({ paths: ["/photos"] }, "the code");
    expect(server.seen("/api/v1/operator/imports")).toEqual([null]);
    expect(auth.isAuthenticated()).toBe(true);
  });
});

describe("the phase", () => {
  test("takes the sign-in away while there are no accounts, and gives it back with them", async () => {
    const { auth } = await signedInTab();
    server.status = { ...dual, phase: 0, phase_name: "single", epoch: 6, sign_in_offered: false };
    await auth.phase.ask();
    expect(kindOf(auth)).toBe("nobody");
    expect(auth.getToken()).toBeNull();
    server.status = { ...dual, epoch: 7 };
    auth.phase.told(7);
    await until(auth, () => auth.isAuthenticated());
  });

  test("that is told anew makes what is kept old; the same one does not", async () => {
    const { auth } = await signedInTab();
    await auth.phase.ask();
    const { changes } = auth.phase.current();
    auth.phase.told(dual.epoch);
    await auth.phase.ask();
    expect(auth.phase.current().changes).toBe(changes);
    server.status = { ...dual, phase: 1, phase_name: "foundation", epoch: 6 };
    await auth.phase.ask();
    expect(auth.phase.current().changes).toBe(changes + 1);
  });
});

describe("the view of the library", () => {
  const scoped: MultiuserStatus = { ...dual, phase: 3, phase_name: "scoped", epoch: 6 };

  /** All members get libraries of their own. */
  function giveOwnLibraries(): void {
    server.status = scoped;
    server.viewEpoch = scoped.epoch;
  }

  const epochOf = (auth: AuthService) => server.epochs.get(auth.getToken() ?? "none");

  async function lifted(auth: AuthService): Promise<void> {
    while (epochOf(auth) !== scoped.epoch) {
      await new Promise((soon) => setImmediate(soon));
    }
  }

  test("is what tokens are for, until the page has dropped it", async () => {
    const { auth, photos } = await signedInTab();
    giveOwnLibraries();
    await auth.phase.ask();
    expect((await failureOf(photos.edit("ab", { title: "Hytta" }))).problem).toBe("library-changed");
    expect(epochOf(auth)).toBe(dual.epoch);
    auth.show(scoped.epoch);
    await lifted(auth);
    await photos.edit("ab", { title: "Hytta" });
  });

  test("is kept by a renewal, also where another tab shows a later one", async () => {
    const [old, fresh] = await twoTabs();
    giveOwnLibraries();
    fresh.auth.show(scoped.epoch);
    await lifted(fresh.auth);
    server.taken.clear();
    expect((await failureOf(old.photos.edit("ab", { title: "Hytta" }))).problem).toBe("library-changed");
    expect(epochOf(old.auth)).toBe(dual.epoch);
    await fresh.photos.edit("ab", { title: "Brygga" });
    expect(epochOf(fresh.auth)).toBe(scoped.epoch);
  });

  test("that another tab tells of is looked for", async () => {
    const [old, fresh] = await twoTabs();
    giveOwnLibraries();
    fresh.auth.show(scoped.epoch);
    while (old.auth.phase.current().status?.epoch !== scoped.epoch) {
      await new Promise((soon) => setImmediate(soon));
    }
    expect(old.auth.isAuthenticated()).toBe(true);
  });

  test("that changed while somebody was signing in is not the one that they write into", async () => {
    const { auth, photos } = openTab();
    await photos.timeline();
    giveOwnLibraries();
    await auth.login("kari", "right");
    expect((await failureOf(photos.edit("ab", { title: "Hytta" }))).problem).toBe("library-changed");
    expect(server.seen("/api/v1/photos/ab/details")).not.toContain("Bearer token-1");
  });

  test("that changes under a write on its way does not get it", async () => {
    const { auth, photos } = await signedInTab();
    server.taken.clear();
    const gate: { open?: () => void } = {};
    server.gate = new Promise((done) => {
      gate.open = done;
    });
    const edit = failureOf(photos.edit("ab", { title: "Hytta" }));
    while (server.refreshes === 0) {
      await new Promise((soon) => setImmediate(soon));
    }
    giveOwnLibraries();
    auth.show(scoped.epoch);
    gate.open?.();
    expect((await edit).problem).toBe("library-changed");
    await lifted(auth);
    expect(server.seen("/api/v1/photos/ab/details")).toEqual(["Bearer token-1"]);
  });

  test("is not somebody else's while a sign-in has ended: nothing is read as nobody", async () => {
    giveOwnLibraries();
    const { auth, photos } = await signedInTab();
    server.taken.clear();
    server.signedIn = false;
    await failureOf(photos.edit("ab", {}));
    expect(kindOf(auth)).toBe("ended");
    const read = server.seen("/api/v1/timeline").length;
    expect((await failureOf(photos.timeline())).kind).toBe("unauthorised");
    expect(server.seen("/api/v1/timeline")).toHaveLength(read);
  });

  test("is asked for by nobody who has learnt that sign-in is required before they are told of a failure", async () => {
    const { auth, photos } = openTab();
    await photos.timeline();
    server.status = { ...dual, phase: 4, phase_name: "active", epoch: 7, sign_in_required: true };
    const phase = photos.timeline().then(
      () => null,
      () => auth.phase.current().status?.phase,
    );
    expect(await phase).toBe(4);
  });
});

test("what is left of a sign-in that has ended is taken out of the browser", async () => {
  server.signIn();
  server.signedIn = false;
  const { photos } = openTab();
  await photos.timeline();
  expect(server.seen("/api/v1/auth/logout")).toEqual([null]);
});
