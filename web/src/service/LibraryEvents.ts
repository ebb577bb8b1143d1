import type { Job } from "./PhotoService";

export interface LibraryListener {
  /** A job changed. */
  job(job: Job): void;
  /** Photos were added or changed. */
  library(): void;
  /** The server went to another phase, and closes the stream after telling so. */
  server(told: ServerEvent): void;
  /** The stream opened or broke; while it is broken, progress has to be asked for. */
  streaming(open: boolean): void;
  /** The server does not open the stream: it is busy, or shows nothing to this person any more. */
  refused(): void;
}

export interface ServerEvent {
  readonly phase: number;
  readonly epoch: number;
}

const FIRST_PAUSE_MILLISECONDS = 1_000;
const LONGEST_PAUSE_MILLISECONDS = 15_000;

/**
 * The server's stream of changes, reconnected whenever it breaks.
 *
 * A browser allows few connections to one server and each stream holds one, so a page that nobody looks at gives its
 * stream back; when the page is looked at again, everything is told as changed once.
 */
export class LibraryEvents {
  private source: EventSource | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private pause = FIRST_PAUSE_MILLISECONDS;
  private openedBefore = false;

  private constructor(
    private readonly url: string,
    private readonly listener: LibraryListener,
  ) {}

  /** Listens until the returned function is called. */
  static listen(url: string, listener: LibraryListener): () => void {
    const events = new LibraryEvents(url, listener);
    const follow = () => (document.visibilityState === "visible" ? events.open() : events.close());
    document.addEventListener("visibilitychange", follow);
    follow();
    return () => {
      document.removeEventListener("visibilitychange", follow);
      events.close();
    };
  }

  private open(): void {
    this.close();
    const source = new EventSource(this.url);
    this.source = source;
    source.onopen = () => {
      this.pause = FIRST_PAUSE_MILLISECONDS;
      this.listener.streaming(true);
      // What changed while the stream was broken was not told.
      if (this.openedBefore) {
        this.listener.library();
      }
      this.openedBefore = true;
    };
    source.addEventListener("job", (event) => this.listener.job(JSON.parse(event.data) as Job));
    source.addEventListener("library", () => this.listener.library());
    source.addEventListener("server", (event) => {
      this.listener.server(JSON.parse(event.data) as ServerEvent);
      // The next stream may be another person's: it is asked for anew and not merely gone on with.
      this.listener.streaming(false);
      this.close();
      this.timer = setTimeout(() => this.open(), FIRST_PAUSE_MILLISECONDS);
    });
    source.onerror = () => {
      this.listener.streaming(false);
      // The browser tries again by itself after a lost connection, but not after an error status.
      if (source.readyState === EventSource.CLOSED) {
        this.listener.refused();
        this.timer = setTimeout(() => this.open(), this.pause);
        this.pause = Math.min(this.pause * 2, LONGEST_PAUSE_MILLISECONDS);
      }
    };
  }

  private close(): void {
    clearTimeout(this.timer);
    this.source?.close();
    this.source = undefined;
  }
}
