import type { AuthService, SignInState } from "./AuthService";
import { ownerShown } from "./ServerPhase";

/** What a page keeps of the server's answers. */
export interface KeptAnswers {
  /** Forgets everything of the library, because it is another one now. */
  dropLibrary(): void;
  /** Asks again for what is on the page, and forgets the rest. */
  refresh(): void;
  /** Forgets what was asked for on behalf of one person. */
  dropOwn(): void;
}

export interface LibraryShown {
  /** Null where nothing is shown without a sign-in; undefined until it is known who looks. */
  readonly owner: number | null | undefined;
  /** Grows by one whenever it becomes another one, and everything on the page that came from it has to go. */
  readonly generation: number;
  /** Whose page it is; null for nobody who is known. */
  readonly person: number | null;
}

/**
 * Knows whose library this page shows, and drops what is kept of it as soon as it is another one: before anything else
 * hears of it, and before tokens for the new one are asked for. A server that changed for others only keeps everything
 * where it is.
 */
export class ShownLibrary {
  private shown: LibraryShown = { owner: undefined, generation: 0, person: null };
  private changes: number;
  private readonly listeners = new Set<() => void>();

  constructor(
    private readonly auth: AuthService,
    private readonly kept: KeptAnswers,
  ) {
    this.changes = auth.phase.current().changes;
  }

  /** Follows who is signed in and what the server does, until the returned function is called. */
  start(): () => void {
    const stops = [this.auth.subscribe(() => this.look()), this.auth.phase.subscribe(() => this.look())];
    this.look();
    return () => {
      for (const stop of stops) {
        stop();
      }
    };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly current = (): LibraryShown => this.shown;

  private look(): void {
    const state = this.auth.current();
    const { status, changes } = this.auth.phase.current();
    if (state.kind === "starting" || !status) {
      return;
    }
    const person = personOf(state);
    const before = this.shown;
    if (before.person !== null && before.person !== person) {
      this.kept.dropOwn();
    }
    const owner = ownerShown(status, person);
    const moved = changes !== this.changes;
    this.changes = changes;
    if (before.owner !== undefined && before.owner !== owner) {
      this.kept.dropLibrary();
      this.become({ owner, generation: before.generation + 1, person });
    } else {
      if (moved) {
        this.kept.refresh();
      }
      this.become({ owner, generation: before.generation, person });
    }
    this.auth.show(status.epoch);
  }

  private become(shown: LibraryShown): void {
    if (JSON.stringify(shown) === JSON.stringify(this.shown)) {
      return;
    }
    this.shown = shown;
    for (const listener of this.listeners) {
      listener();
    }
  }
}

/** Whose page it is: also theirs whose sign-in has ended, until they say how to go on. */
export function personOf(state: SignInState): number | null {
  return state.kind === "somebody" || state.kind === "ended" ? state.user.id : null;
}
