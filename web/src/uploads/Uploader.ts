import type { Job, PhotoService } from "../service/PhotoService";
import { ServiceFailure } from "../service/ServiceFailure";
import {
  claimUpload,
  forgetUpload,
  HEARD_EVERY_MILLISECONDS,
  nameOfPage,
  rememberedUploads,
  rememberUpload,
} from "./rememberedUploads";
import type { GivenFile, Step, UploadQueue } from "./uploadQueue";
import * as queues from "./uploadQueue";

/** Sends what is in the queue, one step after the other, for as long as the page is open. */
export class Uploader {
  private queue: UploadQueue = queues.emptyQueue;
  private readonly listeners = new Set<() => void>();
  private working = false;
  private started = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private sending: AbortController | undefined;
  private page = "";

  /**
   * @param titleNow what an upload that begins now is called
   * @param onJob is told of each import that begins
   */
  constructor(
    private readonly service: PhotoService,
    private readonly titleNow: () => string,
    private readonly onJob: (job: Job) => void,
  ) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly current = (): UploadQueue => this.queue;

  /** Works until the returned function is called. */
  start(): () => void {
    this.started = true;
    this.page = nameOfPage();
    const stopListening = this.service.connection.subscribe(() => void this.work());
    const online = () => void this.service.connection.check();
    const heard = setInterval(() => this.claim(), HEARD_EVERY_MILLISECONDS);
    addEventListener("online", online);
    this.change(queues.recall(this.queue, rememberedUploads(this.page, Date.now())));
    return () => {
      this.started = false;
      this.sending?.abort();
      clearTimeout(this.timer);
      clearInterval(heard);
      stopListening();
      removeEventListener("online", online);
    };
  }

  add(files: readonly GivenFile[]): void {
    // What another page was sending may be free by now.
    const free = queues.recall(this.queue, rememberedUploads(this.page, Date.now()));
    this.change(queues.add(free, files));
  }

  pause(): void {
    this.change(queues.pause(this.queue));
    this.sending?.abort();
  }

  /** The library became another one: nothing more is sent before the person says so. */
  halt(): void {
    this.change(queues.halted(this.queue));
    this.sending?.abort();
  }

  resume(): void {
    this.change(queues.resume(this.queue));
  }

  /** Tries again now what waits. */
  async hurry(): Promise<void> {
    await this.service.connection.check();
    this.resume();
  }

  giveUp(key: number): void {
    const upload = this.queue.uploads.find((it) => it.key === key);
    this.change(queues.giveUp(this.queue, key));
    this.sending?.abort();
    if (upload?.uuid && upload.job === null) {
      forgetUpload(upload.uuid);
    }
  }

  dismiss(): void {
    this.change(queues.dismiss(this.queue));
  }

  private change(queue: UploadQueue): void {
    const before = this.queue;
    this.queue = queue;
    this.keepRemembered(before);
    for (const listener of this.listeners) {
      listener();
    }
    void this.work();
  }

  /** Remembers what has begun, forgets what is finished or gone. */
  private keepRemembered(before: UploadQueue): void {
    const open = new Map(
      this.queue.uploads.flatMap((it) => (it.uuid && it.job === null ? [[it.uuid, it] as const] : [])),
    );
    const known = new Set(before.uploads.flatMap((it) => (it.uuid && it.job === null ? [it.uuid] : [])));
    for (const [uuid, upload] of open) {
      if (!known.has(uuid)) {
        rememberUpload(upload);
        claimUpload(uuid, this.page, Date.now());
      }
    }
    for (const uuid of known) {
      if (!open.has(uuid)) {
        forgetUpload(uuid);
      }
    }
  }

  private claim(): void {
    for (const { uuid, job } of this.queue.uploads) {
      if (uuid && job === null) {
        claimUpload(uuid, this.page, Date.now());
      }
    }
  }

  private async work(): Promise<void> {
    if (this.working || !this.started) {
      return;
    }
    this.working = true;
    clearTimeout(this.timer);
    try {
      while (this.started) {
        const { reachable } = this.service.connection.current();
        const step = queues.nextStep(this.queue, Date.now(), reachable);
        if (step.kind === "rest") {
          return;
        }
        if (step.kind === "wait") {
          this.timer = setTimeout(() => void this.work(), step.milliseconds);
          return;
        }
        await this.take(step);
      }
    } finally {
      this.working = false;
    }
  }

  private async take(step: Exclude<Step, { kind: "rest" | "wait" }>): Promise<void> {
    if (step.kind === "abandon") {
      return this.abandon(step.uuid);
    }
    const { key } = step.upload;
    try {
      switch (step.kind) {
        case "begin":
          return await this.begin(step.upload);
        case "ask":
          return this.change(
            queues.counted(this.queue, key, await this.service.upload(step.upload.uuid as string)),
          );
        case "send":
          return await this.send(step);
        case "complete": {
          const job = await this.service.completeUpload(step.upload.uuid as string, step.upload.leftOut);
          this.onJob(job);
          return this.change(queues.imported(this.queue, key, job.id));
        }
      }
    } catch (cause) {
      const failure = cause instanceof ServiceFailure ? cause : new ServiceFailure("broken", null, null);
      this.change(queues.failed(this.queue, key, failure, Date.now()));
    }
  }

  private async begin(upload: queues.QueuedUpload): Promise<void> {
    const files = upload.files.map(({ name, size }) => ({ name, size }));
    const answer = await this.service.beginUpload({ files, title: this.titleNow() });
    if (this.queue.uploads.some(({ key }) => key === upload.key)) {
      this.change(queues.counted(this.queue, upload.key, answer));
    } else {
      // It was given up meanwhile.
      await this.service.cancelUpload(answer.uuid).catch(() => undefined);
    }
  }

  private async send(step: Extract<Step, { kind: "send" }>): Promise<void> {
    const { upload, number, offset } = step;
    let piece: ArrayBuffer;
    try {
      piece = await step.piece.arrayBuffer();
    } catch {
      // It was moved, changed or taken away with its card since it was given.
      return this.change(queues.unreadable(this.queue, upload.key, number));
    }
    const begun = performance.now();
    this.sending = new AbortController();
    try {
      const { signal } = this.sending;
      const file = await this.service.sendPiece(upload.uuid as string, number, offset, piece, signal);
      this.change(queues.sent(this.queue, upload.key, number, file.received, performance.now() - begun));
    } catch (cause) {
      if (!this.sending.signal.aborted) {
        throw cause;
      }
      // Something was paused or given up: what is there is asked for when it goes on.
      this.change(queues.interrupted(this.queue, upload.key));
    } finally {
      this.sending = undefined;
    }
  }

  private async abandon(uuid: string): Promise<void> {
    try {
      await this.service.cancelUpload(uuid);
      this.change(queues.abandoned(this.queue, uuid));
    } catch (cause) {
      const failure = cause instanceof ServiceFailure ? cause : new ServiceFailure("broken", null, null);
      this.change(queues.notAbandoned(this.queue, uuid, failure, Date.now()));
    }
  }
}
