import { ServiceFailure } from "./ServiceFailure";

export interface ConnectionState {
  readonly reachable: boolean;
  /** Grows by one each time the server is reached again; pictures that failed try again with it. */
  readonly generation: number;
}

const PROBE_EVERY_MILLISECONDS = 2_000;

/**
 * Knows whether the server answers. Every request reports here; while none gets through, the server is asked for its
 * health until it is back.
 */
export class Connection {
  private state: ConnectionState = { reachable: true, generation: 0 };
  private readonly listeners = new Set<() => void>();
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly probe: () => Promise<unknown>) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly current = (): ConnectionState => this.state;

  reached(): void {
    if (!this.state.reachable) {
      clearTimeout(this.timer);
      this.change({ reachable: true, generation: this.state.generation + 1 });
    }
  }

  lost(): void {
    if (this.state.reachable) {
      this.change({ ...this.state, reachable: false });
      this.probeLater();
    }
  }

  /** Asks at once, for the person who presses "Try again". */
  async check(): Promise<void> {
    try {
      await this.probe();
      this.reached();
    } catch (failure) {
      if (failure instanceof ServiceFailure && failure.kind !== "unreachable") {
        this.reached();
      } else {
        this.lost();
      }
    }
  }

  private probeLater(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(async () => {
      await this.check();
      if (!this.state.reachable) {
        this.probeLater();
      }
    }, PROBE_EVERY_MILLISECONDS);
  }

  private change(state: ConnectionState): void {
    this.state = state;
    for (const listener of this.listeners) {
      listener();
    }
  }
}
