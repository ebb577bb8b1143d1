import { describe, expect, test } from "vitest";
import type { AuthService, SignInState, User } from "./AuthService";
import { type MultiuserStatus, ownerShown, type PhaseName, type StandingNow } from "./ServerPhase";
import { ShownLibrary } from "./ShownLibrary";

const PHASES: readonly PhaseName[] = ["single", "foundation", "dual", "scoped", "active"];

const statusIn = (phase: number, epoch: number): MultiuserStatus => ({
  phase,
  phase_name: PHASES[phase] as PhaseName,
  epoch,
  sign_in_offered: phase > 0,
  sign_in_required: phase === 4,
  sign_in_methods: ["password"],
  registration: "invitation",
  contract_version: "1.0.0",
});

const nobody: SignInState = { kind: "nobody", elsewhere: false };
const somebody = (id: number): SignInState => ({ kind: "somebody", user: { id } as User });

/** A page on which who is signed in and where the server is are said by the test. */
class Page {
  readonly done: string[] = [];
  private state: SignInState = { kind: "starting" };
  private standing: StandingNow = { status: null, changes: 0 };
  private readonly listeners = new Set<() => void>();
  private readonly subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  readonly library = new ShownLibrary(
    {
      subscribe: this.subscribe,
      current: () => this.state,
      phase: { subscribe: this.subscribe, current: () => this.standing },
      show: (epoch: number) => this.done.push(`show ${epoch}`),
    } as unknown as AuthService,
    {
      dropLibrary: () => this.done.push("drop library"),
      refresh: () => this.done.push("refresh"),
      dropOwn: () => this.done.push("drop own"),
    },
  );

  /** A page that has shown a library for a while. */
  static at(phase: number, state: SignInState): Page {
    const page = new Page();
    page.library.start();
    page.tell(statusIn(phase, 5));
    page.become(state);
    page.done.length = 0;
    return page;
  }

  tell(status: MultiuserStatus): void {
    const moved = this.standing.status !== null;
    this.standing = { status, changes: this.standing.changes + (moved ? 1 : 0) };
    this.notify();
  }

  become(state: SignInState): void {
    this.state = state;
    this.notify();
  }

  /** What was done, without what was only done again. */
  deeds(): string[] {
    return this.done.filter((it, index) => it !== this.done[index - 1]);
  }

  private notify(): void {
    for (const listener of this.listeners) {
      listener();
    }
  }
}

describe("the library that is shown", () => {
  test("is not known before it is known who looks", () => {
    const page = new Page();
    page.library.start();
    page.tell(statusIn(4, 5));
    expect(page.library.current()).toEqual({ owner: undefined, generation: 0, person: null });
    page.become(somebody(2));
    expect(page.library.current()).toMatchObject({ owner: 2, generation: 0 });
    expect(page.deeds()).toEqual(["show 5"]);
  });

  test("is dropped before tokens of the new view are asked for", () => {
    const page = Page.at(2, somebody(2));
    page.tell(statusIn(3, 6));
    expect(page.deeds()).toEqual(["drop library", "show 6"]);
    expect(page.library.current()).toMatchObject({ owner: 2, generation: 1 });
  });

  test.each([
    ["a member, between the phases in which all share one", 1, 2, somebody(2)],
    ["a member, when sign-in comes to be required", 3, 4, somebody(2)],
    ["a member, when it is required no more", 4, 3, somebody(2)],
    ["whose the shared one is, when others get their own", 2, 3, somebody(1)],
    ["whose the shared one is, when all share one again", 3, 2, somebody(1)],
    ["nobody who is known, when others get their own", 2, 3, nobody],
  ])("stays where it is for %s", (_, from, to, who) => {
    const page = Page.at(from, who);
    page.tell(statusIn(to, 6));
    expect(page.deeds()).toEqual(["refresh", "show 6"]);
    expect(page.library.current().generation).toBe(0);
  });

  test("is another one for a member when all share one again, and when they get their own back", () => {
    const page = Page.at(3, somebody(2));
    page.tell(statusIn(2, 6));
    page.tell(statusIn(3, 7));
    expect(page.library.current()).toMatchObject({ owner: 2, generation: 2 });
  });

  test("goes from the page of who is not signed in when sign-in comes to be required, and comes back", () => {
    const page = Page.at(3, nobody);
    page.tell(statusIn(4, 6));
    expect(page.library.current()).toMatchObject({ owner: null, generation: 1 });
    page.tell(statusIn(3, 7));
    expect(page.library.current()).toMatchObject({ owner: 1, generation: 2 });
  });

  test("is another one for who signs in or out, once each has their own", () => {
    const page = Page.at(3, nobody);
    page.become(somebody(2));
    expect(page.deeds()).toEqual(["drop library", "show 5"]);
    page.done.length = 0;
    page.become(nobody);
    expect(page.deeds()).toEqual(["drop own", "drop library", "show 5"]);
  });

  test("stays for who signs in and out while all share one", () => {
    const page = Page.at(2, nobody);
    page.become(somebody(2));
    page.become(nobody);
    expect(page.deeds()).toEqual(["show 5", "drop own", "show 5"]);
    expect(page.library.current().generation).toBe(0);
  });

  test("stays while a sign-in has ended and the person has not said how to go on", () => {
    const page = Page.at(4, somebody(2));
    page.become({ kind: "ended", user: { id: 2 } as User });
    expect(page.library.current()).toMatchObject({ owner: 2, generation: 0 });
    page.become(nobody);
    expect(page.library.current()).toMatchObject({ owner: null, generation: 1 });
  });
});

test("whose library is shown, in every phase", () => {
  const owners = [0, 1, 2, 3, 4].map((phase) =>
    [null, 1, 2].map((person) => ownerShown(statusIn(phase, 1), person)),
  );
  expect(owners).toEqual([
    [1, 1, 1],
    [1, 1, 1],
    [1, 1, 1],
    [1, 1, 2],
    [null, 1, 2],
  ]);
});
