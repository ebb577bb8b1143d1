import type { components } from "../api/schema";
import type { Door } from "./Door";

export type MultiuserStatus = components["schemas"]["MultiuserStatus"];
export type PhaseName = components["schemas"]["PhaseName"];

/** What the server last told of itself, and whether the library behind this page may be another one since. */
export interface StandingNow {
  /** Null until the server has told. */
  readonly status: MultiuserStatus | null;
  /** Grows by one whenever everything that is kept of the library has to be asked for again. */
  readonly changes: number;
}

/** Knows the phase that the server is in. It asks when told to, and tells who listens when the answer is a new one. */
export class ServerPhase {
  private standing: StandingNow = { status: null, changes: 0 };
  private readonly listeners = new Set<() => void>();
  private asking: Promise<MultiuserStatus | null> | undefined;

  /** @param door one that needs nobody to be signed in */
  constructor(private readonly door: Door) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly current = (): StandingNow => this.standing;

  /** Asks the server. Null when it cannot tell now; what it told before stands then. */
  ask(): Promise<MultiuserStatus | null> {
    this.asking ??= this.door
      .ask((signal) => this.door.client.GET("/api/v1/multiuser/status", { signal }))
      .then(
        (status) => {
          this.keep(status, false);
          return status;
        },
        () => null,
      )
      .finally(() => {
        this.asking = undefined;
      });
    return this.asking;
  }

  /** Asks when the server tells of an epoch that is not the known one. */
  told(epoch: number): void {
    if (epoch !== this.standing.status?.epoch) {
      void this.ask();
    }
  }

  /** The server refused a write, because this page shows a library that is another one now. */
  async doubted(): Promise<void> {
    const known = this.standing.changes;
    const status = await this.ask();
    if (status && this.standing.changes === known) {
      this.keep(status, true);
    }
  }

  private keep(status: MultiuserStatus, changed: boolean): void {
    const before = this.standing.status;
    if (before && !changed && JSON.stringify(before) === JSON.stringify(status)) {
      return;
    }
    const another = changed || (before !== null && before.epoch !== status.epoch);
    this.standing = { status, changes: this.standing.changes + (another ? 1 : 0) };
    for (const listener of this.listeners) {
      listener();
    }
  }
}

/** Whose the library of the single-user time is, which everybody shares before there are others. */
export const FIRST_USER = 1;

/**
 * Whose library the server shows somebody.
 *
 * @param user who is signed in; null for nobody
 * @returns the owner; null where nothing is shown
 */
export function ownerShown(status: MultiuserStatus | null, user: number | null): number | null {
  switch (status?.phase_name) {
    case undefined:
    case "single":
    case "foundation":
    case "dual":
      return FIRST_USER;
    case "scoped":
      return user ?? FIRST_USER;
    case "active":
      return user;
  }
}
