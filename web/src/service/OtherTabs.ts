/** How long a tab waits for another one that renews, before it does so itself. */
const LONGEST_WAIT_MILLISECONDS = 10_000;

/**
 * The other pages of this browser that show the same server: what one says, the others hear, and some things only one of
 * them does at a time.
 *
 * Pages that came without encryption from another machine have no locks across tabs; there each tab is alone by itself,
 * and the server, which takes the same refresh token twice within 10 seconds, does the rest.
 */
export class OtherTabs<Message> {
  private readonly channel: BroadcastChannel | undefined;
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly name: string) {
    this.channel = globalThis.BroadcastChannel && new BroadcastChannel(name);
  }

  /** @returns stops listening, and speaking too */
  listen(listener: (message: Message) => void): () => void {
    const { channel } = this;
    if (!channel) {
      return () => undefined;
    }
    channel.onmessage = (event: MessageEvent<Message>) => listener(event.data);
    return () => channel.close();
  }

  tell(message: Message): void {
    this.channel?.postMessage(message);
  }

  /** Does something while no other tab, and nothing else in this one, does the like. */
  alone<T>(action: () => Promise<T>): Promise<T> {
    const turn = this.last.then(
      () => this.locked(action),
      () => this.locked(action),
    );
    this.last = turn;
    return turn;
  }

  private async locked<T>(action: () => Promise<T>): Promise<T> {
    const locks = globalThis.navigator?.locks;
    if (!locks) {
      return action();
    }
    let begun = false;
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), LONGEST_WAIT_MILLISECONDS);
    try {
      return await locks.request(this.name, { signal: patience.signal }, () => {
        begun = true;
        return action();
      });
    } catch (cause) {
      if (!begun && patience.signal.aborted) {
        return await action();
      }
      throw cause;
    } finally {
      clearTimeout(timer);
    }
  }
}
