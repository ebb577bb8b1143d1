import type { SentFile, SentUpload } from "../service/PhotoService";
import { libraryChanged, type ServiceFailure } from "../service/ServiceFailure";

/** What the server takes. */
export const MOST_FILES = 2000;
export const LARGEST_FILE = 1024 * 1024 * 1024;

export const LARGEST_PIECE = 8 * 1024 * 1024;
const FIRST_PIECE = 1024 * 1024;
const SMALLEST_PIECE = 64 * 1024;
/** A piece should take about so long: often enough to see it move and to lose little. */
const PIECE_MILLISECONDS = 4_000;

const FIRST_PAUSE_MILLISECONDS = 1_000;
const LONGEST_PAUSE_MILLISECONDS = 30_000;
/** So often in a row a refusal may be a misunderstanding that asking anew clears up. */
const MOST_REFUSALS = 4;

/** A file as the person gave it. */
export interface GivenFile {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
  readonly content: Blob;
}

/** Why a file is not sent: nothing in it, more than the server takes, the system's own, unreadable, or to be given anew. */
export type Problem = "empty" | "tooLarge" | "hidden" | "unreadable" | "lost";

export interface RefusedFile {
  readonly name: string;
  readonly size: number;
  /** Found here, or the server's reason, by its code. */
  readonly problem: Problem | { readonly reason: string };
}

export interface QueuedFile {
  /** Its place in the list that the server was told, or will be. */
  readonly number: number;
  readonly name: string;
  readonly size: number;
  readonly modified: number;
  /** Null when the file was given to an earlier visit and has not been given again. */
  readonly content: Blob | null;
  /** Bytes that are safely on the server, as far as is known here. */
  readonly received: number;
  /** What the server calls it, once it was asked. */
  readonly serverName: string | null;
}

export interface QueuedUpload {
  readonly key: number;
  /** Null until the server has agreed. */
  readonly uuid: string | null;
  /** Whether `received` is what the server has; after a broken connection it has to be asked. */
  readonly counted: boolean;
  /** What is sent, in the order in which the server was told. */
  readonly files: readonly QueuedFile[];
  readonly refused: readonly RefusedFile[];
  /** Numbers of files that the server was told of and that are not sent after all. */
  readonly leftOut: readonly number[];
  /** The import, once all was sent. */
  readonly job: number | null;
  /** Why it does not go on by itself. */
  readonly stopped: ServiceFailure | null;
  /** Refusals since something last went well. */
  readonly refusals: number;
}

export interface UploadQueue {
  readonly uploads: readonly QueuedUpload[];
  readonly paused: boolean;
  /** Uploads that were given up here and that the server is still to be told of. */
  readonly abandoned: readonly string[];
  /** Failures in a row that pass by themselves. */
  readonly attempts: number;
  /** When to try again, in milliseconds since 1970; 0 when nothing went wrong. */
  readonly waitUntil: number;
  /** What is waited for. */
  readonly waitFor: "connection" | "server" | null;
  /** Bytes of the next piece, as the connection allows. */
  readonly piece: number;
  readonly nextKey: number;
}

export const emptyQueue: UploadQueue = {
  uploads: [],
  paused: false,
  abandoned: [],
  attempts: 0,
  waitUntil: 0,
  waitFor: null,
  piece: FIRST_PIECE,
  nextKey: 1,
};

/** An upload of an earlier visit. */
export interface RememberedUpload {
  readonly uuid: string;
  readonly files: readonly Pick<QueuedFile, "number" | "name" | "size" | "modified">[];
}

export type Step =
  | { readonly kind: "begin"; readonly upload: QueuedUpload }
  | { readonly kind: "ask"; readonly upload: QueuedUpload }
  | {
      readonly kind: "send";
      readonly upload: QueuedUpload;
      readonly number: number;
      readonly offset: number;
      readonly piece: Blob;
    }
  | { readonly kind: "complete"; readonly upload: QueuedUpload }
  | { readonly kind: "abandon"; readonly uuid: string }
  | { readonly kind: "wait"; readonly milliseconds: number }
  | { readonly kind: "rest" };

export type Phase = "refused" | "waiting" | "sending" | "needsFiles" | "completing" | "importing" | "stopped";

export function phaseOf(upload: QueuedUpload): Phase {
  if (upload.files.length === 0) {
    return "refused";
  }
  if (upload.job !== null) {
    return "importing";
  }
  if (upload.stopped) {
    return "stopped";
  }
  if (upload.files.every(isWhole)) {
    return "completing";
  }
  if (!upload.files.some((file) => file.content !== null && !isWhole(file))) {
    return "needsFiles";
  }
  return upload.uuid === null ? "waiting" : "sending";
}

/** Whether bytes of this page would be left unsent if it were closed. */
export function isBusy(queue: UploadQueue): boolean {
  return queue.uploads.some((upload) => ["waiting", "sending", "completing"].includes(phaseOf(upload)));
}

export function isWhole(file: QueuedFile): boolean {
  return file.received >= file.size;
}

/** What to do now; one step at a time. */
export function nextStep(queue: UploadQueue, now: number, reachable: boolean): Step {
  // While the server is away, the connection asks for it and tells when it is back.
  if (!reachable) {
    return { kind: "rest" };
  }
  const wanted = wantedStep(queue);
  if (wanted.kind !== "rest" && queue.waitUntil > now) {
    return { kind: "wait", milliseconds: queue.waitUntil - now };
  }
  return wanted;
}

function wantedStep(queue: UploadQueue): Step {
  const uuid = queue.abandoned[0];
  if (uuid !== undefined) {
    return { kind: "abandon", uuid };
  }
  if (queue.paused) {
    return { kind: "rest" };
  }
  for (const upload of queue.uploads) {
    const step = stepOf(upload, queue.piece);
    if (step) {
      return step;
    }
  }
  return { kind: "rest" };
}

function stepOf(upload: QueuedUpload, length: number): Step | null {
  if (upload.files.length === 0 || upload.job !== null || upload.stopped) {
    return null;
  }
  if (upload.uuid === null) {
    return { kind: "begin", upload };
  }
  if (!upload.counted) {
    return { kind: "ask", upload };
  }
  const file = upload.files.find((it) => it.content !== null && !isWhole(it));
  if (file?.content) {
    const offset = file.received;
    const piece = file.content.slice(offset, Math.min(offset + length, file.size));
    return { kind: "send", upload, number: file.number, offset, piece };
  }
  return upload.files.every(isWhole) ? { kind: "complete", upload } : null;
}

/** Puts files into the queue: into an unfinished upload of an earlier visit where they belong, into new ones else. */
export function add(queue: UploadQueue, given: readonly GivenFile[]): UploadQueue {
  const waiting = new Map<string, GivenFile[]>();
  for (const file of given) {
    const like = waiting.get(identity(file));
    if (like) {
      like.push(file);
    } else {
      waiting.set(identity(file), [file]);
    }
  }
  const uploads = queue.uploads.map((upload) =>
    upload.job === null && upload.files.some((file) => file.content === null)
      ? { ...upload, stopped: null, refusals: 0, files: upload.files.map((file) => takeUp(file, waiting)) }
      : upload,
  );
  const left = new Set([...waiting.values()].flat());
  const rest = given.filter((file) => left.has(file));
  const sound = rest.filter((file) => problemOf(file) === null);
  const refused = rest.flatMap((file) => {
    const problem = problemOf(file);
    return problem === null ? [] : [{ name: file.name, size: file.size, problem }];
  });
  let nextKey = queue.nextKey;
  for (let start = 0; start < sound.length || (start === 0 && refused.length > 0); start += MOST_FILES) {
    uploads.push({
      key: nextKey++,
      uuid: null,
      counted: true,
      files: sound.slice(start, start + MOST_FILES).map(({ name, size, modified, content }, number) => ({
        number,
        name,
        size,
        modified,
        content,
        received: 0,
        serverName: null,
      })),
      refused: start === 0 ? refused : [],
      leftOut: [],
      job: null,
      stopped: null,
      refusals: 0,
    });
  }
  return { ...queue, uploads, nextKey };
}

function takeUp(file: QueuedFile, waiting: Map<string, GivenFile[]>): QueuedFile {
  const same = file.content === null ? waiting.get(identity(file))?.shift() : undefined;
  return same ? { ...file, content: same.content } : file;
}

function identity(file: { name: string; size: number; modified: number }): string {
  return `${file.size} ${file.modified} ${file.name}`;
}

/** Why a file cannot be sent, as far as it can be told without the server. */
export function problemOf(file: { name: string; size: number }): Problem | null {
  if (file.name.startsWith(".") || /^(thumbs\.db|desktop\.ini)$/i.test(file.name)) {
    return "hidden";
  }
  return file.size === 0 ? "empty" : file.size > LARGEST_FILE ? "tooLarge" : null;
}

/** Shows uploads of an earlier visit, which go on when their files are given again. */
export function recall(queue: UploadQueue, remembered: readonly RememberedUpload[]): UploadQueue {
  const known = new Set(queue.uploads.map((upload) => upload.uuid));
  const recalled = remembered
    .filter(({ uuid }) => !known.has(uuid))
    .map(({ uuid, files }, index) => ({
      key: queue.nextKey + index,
      uuid,
      counted: false,
      files: files.map((file) => ({ ...file, content: null, received: 0, serverName: null })),
      refused: [],
      leftOut: [],
      job: null,
      stopped: null,
      refusals: 0,
    }));
  return {
    ...queue,
    uploads: [...queue.uploads, ...recalled],
    nextKey: queue.nextKey + recalled.length,
  };
}

/** The server has agreed, or has said what it has. */
export function counted(queue: UploadQueue, key: number, answer: SentUpload): UploadQueue {
  const told = new Map(answer.files.map((file) => [file.number, file]));
  // An upload that is not the remembered one cannot go on with its files; a finished one is without those left out.
  const same = (upload: QueuedUpload) =>
    answer.job_id !== null || upload.files.every((file) => file.size === told.get(file.number)?.size);
  const changed = change(queue, key, (upload) =>
    same(upload)
      ? withoutRefused(
          {
            ...upload,
            uuid: answer.uuid,
            counted: true,
            job: answer.job_id,
            files: upload.files.map((file) => ({
              ...file,
              received: told.get(file.number)?.received ?? 0,
              serverName: told.get(file.number)?.name ?? null,
            })),
          },
          told,
        )
      : begunAnew(upload),
  );
  const before = queue.uploads.find((upload) => upload.key === key);
  // An answer alone does not say that pieces get through: the pauses grow until one does.
  const further = before?.files.some((file) => (told.get(file.number)?.received ?? 0) > file.received);
  const settled = abandonEmpty(changed, key);
  return before?.uuid === null || answer.job_id !== null || further ? well(settled) : settled;
}

/** The upload without the files that the server does not take. */
function withoutRefused(upload: QueuedUpload, told: ReadonlyMap<number, SentFile>): QueuedUpload {
  const refused = upload.files.flatMap((file) => {
    const reason = told.get(file.number)?.refused;
    return reason && !isWhole(file) ? [{ ...file, reason }] : [];
  });
  const numbers = new Set(refused.map(({ number }) => number));
  return {
    ...upload,
    files: upload.files.filter(({ number }) => !numbers.has(number)),
    refused: [
      ...upload.refused,
      ...refused.map(({ name, size, reason }) => ({ name, size, problem: { reason } })),
    ],
  };
}

/** Gives up on the server what is left without files. */
function abandonEmpty(queue: UploadQueue, key: number): UploadQueue {
  const upload = queue.uploads.find((it) => it.key === key);
  if (!upload?.uuid || upload.job !== null || upload.files.length > 0) {
    return queue;
  }
  const left = change(queue, key, (it) => ({ ...it, uuid: null }));
  return { ...left, abandoned: [...queue.abandoned, upload.uuid] };
}

/** A piece is safely there. @param milliseconds how long it took */
export function sent(
  queue: UploadQueue,
  key: number,
  number: number,
  received: number,
  milliseconds: number,
): UploadQueue {
  const upload = queue.uploads.find((it) => it.key === key);
  const before = upload?.files.find((file) => file.number === number)?.received ?? 0;
  const progress = change(queue, key, (it) => ({
    ...it,
    refusals: 0,
    files: it.files.map((file) => (file.number === number ? { ...file, received } : file)),
  }));
  return { ...well(progress), piece: nextPiece(queue.piece, received - before, milliseconds) };
}

/** How long the next piece should be; a short one at a file's end tells nothing about the connection. */
export function nextPiece(piece: number, bytes: number, milliseconds: number): number {
  if (bytes < piece) {
    return piece;
  }
  const fitting = Math.round((bytes / Math.max(1, milliseconds)) * PIECE_MILLISECONDS);
  return Math.max(SMALLEST_PIECE, Math.min(fitting, piece * 2, LARGEST_PIECE));
}

/** The sending of a piece was broken off here; how much of it came is not known. */
export function interrupted(queue: UploadQueue, key: number): UploadQueue {
  return change(queue, key, toAsk);
}

/** A file cannot be read any more: the upload goes on without it. */
export function unreadable(queue: UploadQueue, key: number, number: number): UploadQueue {
  const upload = queue.uploads.find((it) => it.key === key);
  const file = upload?.files.find((it) => it.number === number);
  if (!upload || !file) {
    return queue;
  }
  const changed = change(queue, key, () => ({
    ...upload,
    files: upload.files.filter((it) => it !== file),
    refused: [...upload.refused, { name: file.name, size: file.size, problem: "unreadable" as const }],
    leftOut: [...upload.leftOut, number],
  }));
  return abandonEmpty(changed, key);
}

/** The import has begun. */
export function imported(queue: UploadQueue, key: number, job: number): UploadQueue {
  return well(change(queue, key, (upload) => ({ ...upload, job })));
}

/** Something went wrong with an upload. */
export function failed(queue: UploadQueue, key: number, failure: ServiceFailure, now: number): UploadQueue {
  const upload = queue.uploads.find((it) => it.key === key);
  if (!upload) {
    return queue;
  }
  const asked = interrupted(queue, key);
  if (failure.passing) {
    return later(
      // What did not get through in time has a better chance in smaller pieces.
      { ...asked, piece: Math.max(SMALLEST_PIECE, Math.floor(queue.piece / 2)) },
      failure,
      now,
    );
  }
  if (failure.kind === "missing" && upload.uuid !== null) {
    const anew = begunAnew(upload);
    return anew.files.length + anew.refused.length === 0
      ? remove(queue, key)
      : change(queue, key, () => anew);
  }
  if (failure.status === 413 && queue.piece > SMALLEST_PIECE) {
    return { ...asked, piece: Math.max(SMALLEST_PIECE, Math.floor(queue.piece / 4)) };
  }
  // A library that is another one now gets nothing by itself: the person says whether to go on.
  const clearable =
    upload.uuid !== null &&
    failure.problem !== "library-changed" &&
    (failure.kind === "refused" || failure.kind === "broken");
  if (clearable && upload.refusals < MOST_REFUSALS) {
    return later(
      change(asked, key, (it) => ({ ...it, refusals: it.refusals + 1 })),
      failure,
      now,
    );
  }
  return change(asked, key, (it) => ({ ...it, stopped: failure }));
}

/** The server could not be told of an upload that was given up. */
export function notAbandoned(
  queue: UploadQueue,
  uuid: string,
  failure: ServiceFailure,
  now: number,
): UploadQueue {
  // Finished or gone is as good; anything else the server clears away by itself in a week.
  return failure.passing ? later(queue, failure, now) : abandoned(queue, uuid);
}

export function abandoned(queue: UploadQueue, uuid: string): UploadQueue {
  return well({ ...queue, abandoned: queue.abandoned.filter((it) => it !== uuid) });
}

/** The person stops all sending for a while. */
export function pause(queue: UploadQueue): UploadQueue {
  return { ...queue, paused: true, uploads: queue.uploads.map(toAsk) };
}

/** The person lets it go on, also what had stopped. */
export function resume(queue: UploadQueue): UploadQueue {
  return {
    ...well(queue),
    paused: false,
    uploads: queue.uploads.map((upload) =>
      upload.stopped ? { ...toAsk(upload), stopped: null, refusals: 0 } : upload,
    ),
  };
}

/**
 * The library became another one, which gets nothing by itself: the person says whether to go on. What was imported is in
 * the one before.
 */
export function halted(queue: UploadQueue): UploadQueue {
  const stopped = libraryChanged();
  return {
    ...queue,
    uploads: queue.uploads
      .filter((upload) => upload.job === null)
      .map((upload) => ({ ...toAsk(upload), stopped })),
  };
}

/** The person gives an upload up. */
export function giveUp(queue: UploadQueue, key: number): UploadQueue {
  const upload = queue.uploads.find((it) => it.key === key);
  if (!upload || upload.job !== null) {
    return queue;
  }
  const left = remove(queue, key);
  return {
    ...left,
    paused: left.paused && isBusy(left),
    abandoned: upload.uuid ? [...queue.abandoned, upload.uuid] : queue.abandoned,
  };
}

/** Takes away what is finished; the imports have it. */
export function dismiss(queue: UploadQueue): UploadQueue {
  return {
    ...queue,
    uploads: queue.uploads.filter((upload) => !["refused", "importing"].includes(phaseOf(upload))),
  };
}

function change(queue: UploadQueue, key: number, how: (upload: QueuedUpload) => QueuedUpload): UploadQueue {
  return { ...queue, uploads: queue.uploads.map((upload) => (upload.key === key ? how(upload) : upload)) };
}

function remove(queue: UploadQueue, key: number): UploadQueue {
  return { ...queue, uploads: queue.uploads.filter((upload) => upload.key !== key) };
}

function well(queue: UploadQueue): UploadQueue {
  return { ...queue, attempts: 0, waitUntil: 0, waitFor: null };
}

function later(queue: UploadQueue, failure: ServiceFailure, now: number): UploadQueue {
  const backoff = Math.min(FIRST_PAUSE_MILLISECONDS * 2 ** queue.attempts, LONGEST_PAUSE_MILLISECONDS);
  return {
    ...queue,
    attempts: queue.attempts + 1,
    waitUntil: now + (failure.retryAfter === null ? backoff : failure.retryAfter * 1000),
    waitFor: failure.kind === "unreachable" ? "connection" : "server",
  };
}

function toAsk(upload: QueuedUpload): QueuedUpload {
  return { ...upload, counted: upload.uuid === null };
}

/** The upload without its server's part; files that are not here have to be given again. */
function begunAnew(upload: QueuedUpload): QueuedUpload {
  const here = upload.files.filter((file) => file.content !== null);
  // A whole upload of an earlier visit that the server no longer has tells nothing: it was imported or given up there.
  const lost = here.length === 0 ? [] : upload.files.filter((file) => file.content === null);
  return {
    ...upload,
    uuid: null,
    counted: true,
    job: null,
    leftOut: [],
    files: here.map((file, number) => ({ ...file, number, received: 0, serverName: null })),
    refused: [...upload.refused, ...lost.map(({ name, size }) => ({ name, size, problem: "lost" as const }))],
  };
}

export interface Progress {
  /** Files that are whole on the server, and all that are to be. */
  readonly files: number;
  readonly allFiles: number;
  readonly bytes: number;
  readonly allBytes: number;
}

/** How far uploads have come. */
export function progressOf(uploads: readonly QueuedUpload[]): Progress {
  const files = uploads.flatMap((upload) => upload.files);
  return {
    files: files.filter(isWhole).length,
    allFiles: files.length,
    bytes: files.reduce((sum, file) => sum + Math.min(file.received, file.size), 0),
    allBytes: files.reduce((sum, file) => sum + file.size, 0),
  };
}
