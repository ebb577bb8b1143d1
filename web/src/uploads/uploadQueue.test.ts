import { describe, expect, test } from "vitest";
import type { SentUpload } from "../service/PhotoService";
import { ServiceFailure } from "../service/ServiceFailure";
import * as queues from "./uploadQueue";
import { emptyQueue, type GivenFile, nextStep, phaseOf, type Step, type UploadQueue } from "./uploadQueue";

const NOW = 1_000_000;
const broken = new ServiceFailure("unreachable", null, null);
const full = new ServiceFailure("unavailable", 503, "The server's disk is full.", [], 7);
const refusal = new ServiceFailure("refused", 409, "why");
const gone = new ServiceFailure("missing", 404, "no such upload");

function file(name: string, size = 10, modified = 1): GivenFile {
  return { name, size, modified, content: new Blob([new Uint8Array(Math.min(size, 100))]) };
}

function answer(
  queue: UploadQueue,
  key: number,
  received: number[] = [],
  job: number | null = null,
): SentUpload {
  const files = queue.uploads.find((it) => it.key === key)?.files ?? [];
  return {
    uuid: `uuid-${key}`,
    title: null,
    author: null,
    job_id: job,
    created_at: "2026-01-01T00:00:00Z",
    files: files.map(({ number, name, size }) => ({
      number,
      name,
      size,
      received: received[number] ?? 0,
      refused: null,
    })),
  };
}

/** A queue whose first upload the server has agreed to. */
function agreed(...files: GivenFile[]): UploadQueue {
  const queue = queues.add(emptyQueue, files);
  return queues.counted(queue, 1, answer(queue, 1));
}

const step = (queue: UploadQueue, now = NOW, reachable = true): Step => nextStep(queue, now, reachable);
const kind = (queue: UploadQueue, now = NOW) => step(queue, now).kind;
const first = (queue: UploadQueue) => queue.uploads[0] as queues.QueuedUpload;

describe("files that are given", () => {
  test("are agreed on, sent one after the other, and imported", () => {
    let queue = queues.add(emptyQueue, [file("a.jpg"), file("b.jpg")]);
    expect(kind(queue)).toBe("begin");
    queue = queues.counted(queue, 1, answer(queue, 1));
    expect(step(queue)).toMatchObject({ kind: "send", number: 0, offset: 0 });
    queue = queues.sent(queue, 1, 0, 10, 5);
    expect(step(queue)).toMatchObject({ kind: "send", number: 1, offset: 0 });
    queue = queues.sent(queue, 1, 1, 10, 5);
    expect(kind(queue)).toBe("complete");
    queue = queues.imported(queue, 1, 77);
    expect(kind(queue)).toBe("rest");
    expect(phaseOf(first(queue))).toBe("importing");
    expect(queues.dismiss(queue).uploads).toEqual([]);
  });

  test("that cannot be sent are told at once and do not hold up the others", () => {
    const given = [
      file("empty.jpg", 0),
      file("a.jpg"),
      file("huge.tif", 1024 ** 3 + 1),
      file(".DS_Store", 5),
    ];
    const queue = queues.add(emptyQueue, given);
    expect(first(queue).files.map(({ name }) => name)).toEqual(["a.jpg"]);
    expect(first(queue).refused.map(({ problem }) => problem)).toEqual(["empty", "tooLarge", "hidden"]);
    expect(kind(queue)).toBe("begin");
  });

  test("of which none can be sent only have their reasons told", () => {
    const queue = queues.add(emptyQueue, [file("empty.jpg", 0)]);
    expect(phaseOf(first(queue))).toBe("refused");
    expect(kind(queue)).toBe("rest");
  });

  test("of exactly the greatest size and number are taken", () => {
    const queue = queues.add(
      emptyQueue,
      Array.from({ length: queues.MOST_FILES }, (_, n) => file(`${n}.jpg`, queues.LARGEST_FILE)),
    );
    expect(queue.uploads).toHaveLength(1);
    expect(first(queue).refused).toEqual([]);
  });

  test("that are too many for one upload are sent in several", () => {
    const queue = queues.add(
      emptyQueue,
      Array.from({ length: 2 * queues.MOST_FILES + 1 }, (_, n) => file(`${n}.jpg`)),
    );
    expect(queue.uploads.map(({ files }) => files.length)).toEqual([queues.MOST_FILES, queues.MOST_FILES, 1]);
    expect(queues.add(emptyQueue, []).uploads).toEqual([]);
  });

  test("that cannot be read later are left out, and what was sent of the others counts", () => {
    let queue = queues.sent(agreed(file("a.jpg"), file("b.jpg"), file("c.jpg")), 1, 0, 10, 5);
    queue = queues.unreadable(queue, 1, 1);
    expect(first(queue).refused).toMatchObject([{ name: "b.jpg", problem: "unreadable" }]);
    expect(step(queue)).toMatchObject({ kind: "send", number: 2, offset: 0 });
    queue = queues.sent(queue, 1, 2, 10, 5);
    expect(step(queue)).toMatchObject({ kind: "complete", upload: { uuid: "uuid-1", leftOut: [1] } });
    expect(first(queue).files.map(({ received }) => received)).toEqual([10, 10]);
  });

  test("that cannot be read later do not confuse what the server says of the others", () => {
    const queue = queues.unreadable(agreed(file("a.jpg"), file("b.jpg", 20)), 1, 0);
    const all = answer(agreed(file("a.jpg"), file("b.jpg", 20)), 1, [3, 7]);
    expect(step(queues.counted(queues.interrupted(queue, 1), 1, all))).toMatchObject({
      number: 1,
      offset: 7,
    });
    const done = { ...all, job_id: 5, files: all.files.slice(1) };
    expect(phaseOf(first(queues.counted(queues.interrupted(queue, 1), 1, done)))).toBe("importing");
  });

  test("of which none can be read any more are given up", () => {
    const queue = queues.unreadable(agreed(file("a.jpg")), 1, 0);
    expect(step(queue)).toEqual({ kind: "abandon", uuid: "uuid-1" });
    expect(phaseOf(first(queue))).toBe("refused");
  });

  test("that the server does not take have its reason and are not sent", () => {
    const queue = queues.add(emptyQueue, [file("a.mp4"), file("b.jpg"), file("c.mov")]);
    const told = answer(queue, 1);
    const refused = told.files.map((it) => ({
      ...it,
      refused: it.name === "b.jpg" ? null : "video_not_yet",
    }));
    const begun = queues.counted(queue, 1, { ...told, files: refused });
    expect(first(begun).refused).toMatchObject([
      { name: "a.mp4", problem: { reason: "video_not_yet" } },
      { name: "c.mov", problem: { reason: "video_not_yet" } },
    ]);
    expect(step(begun)).toMatchObject({ kind: "send", number: 1 });
    expect(kind(queues.sent(begun, 1, 1, 10, 5))).toBe("complete");
  });

  test("of which the server takes none are given up", () => {
    const queue = queues.add(emptyQueue, [file("a.mp4")]);
    const told = answer(queue, 1);
    const refused = told.files.map((it) => ({ ...it, refused: "video_not_yet" }));
    const begun = queues.counted(queue, 1, { ...told, files: refused });
    expect(step(begun)).toEqual({ kind: "abandon", uuid: "uuid-1" });
    expect(queues.dismiss(begun).uploads).toEqual([]);
  });
});

describe("a broken connection", () => {
  test("is waited out, and the server is asked where to go on", () => {
    const queue = queues.failed(agreed(file("a.jpg")), 1, broken, NOW);
    expect(step(queue)).toEqual({ kind: "wait", milliseconds: 1_000 });
    expect(kind(queue, NOW + 1_000)).toBe("ask");
    const asked = queues.counted(queue, 1, answer(queue, 1, [4]));
    expect(step(asked)).toMatchObject({ kind: "send", number: 0, offset: 4 });
    expect((step(asked) as Extract<Step, { kind: "send" }>).piece.size).toBe(6);
  });

  test("makes the pauses longer until a piece gets through, up to half a minute", () => {
    let queue = agreed(file("a.jpg"));
    const pauses = [];
    for (let attempt = 0; attempt < 7; attempt++) {
      queue = queues.failed(queue, 1, broken, NOW);
      pauses.push(queue.waitUntil - NOW);
      queue = queues.counted(queue, 1, answer(queue, 1));
    }
    expect(pauses).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
    queue = queues.failed(queues.sent(queue, 1, 0, 3, 5), 1, broken, NOW);
    expect(queue.waitUntil - NOW).toBe(1_000);
  });

  test("leaves nothing to do while the server is known to be away", () => {
    expect(step(agreed(file("a.jpg")), NOW, false).kind).toBe("rest");
  });

  test("makes the pieces smaller, a fast one larger, within bounds", () => {
    expect(queues.failed(agreed(file("a.jpg")), 1, broken, NOW).piece).toBe(emptyQueue.piece / 2);
    const mega = 1024 * 1024;
    expect(queues.nextPiece(mega, mega, 100)).toBe(2 * mega);
    expect(queues.nextPiece(8 * mega, 8 * mega, 100)).toBe(queues.LARGEST_PIECE);
    expect(queues.nextPiece(mega, mega, 60_000)).toBeLessThan(mega / 10);
    expect(queues.nextPiece(mega, 1, 60_000)).toBe(mega);
  });
});

describe("an answer of the server", () => {
  test("that it is busy or full is waited for as long as it says", () => {
    const queue = queues.failed(agreed(file("a.jpg")), 1, full, NOW);
    expect(step(queue)).toEqual({ kind: "wait", milliseconds: 7_000 });
    expect(queue.waitFor).toBe("server");
  });

  test("that another offset is right makes the queue ask, and give up only when that never helps", () => {
    let queue = agreed(file("a.jpg"));
    for (let refusals = 0; refusals < 4; refusals++) {
      queue = queues.failed(queue, 1, refusal, NOW);
      expect(kind(queue, NOW + 60_000)).toBe("ask");
    }
    queue = queues.failed(queue, 1, refusal, NOW);
    expect(first(queue).stopped).toBe(refusal);
    expect(kind(queue, NOW + 60_000)).toBe("rest");
    expect(kind(queues.resume(queue))).toBe("ask");
  });

  test("that the upload is gone makes it begin anew", () => {
    const queue = queues.failed(queues.sent(agreed(file("a.jpg")), 1, 0, 5, 5), 1, gone, NOW);
    expect(step(queue)).toMatchObject({ kind: "begin", upload: { files: [{ received: 0 }] } });
  });

  test("that the upload was completed long ago leads to its import", () => {
    const queue = queues.failed(agreed(file("a.jpg")), 1, broken, NOW);
    expect(first(queues.counted(queue, 1, answer(queue, 1, [10], 5))).job).toBe(5);
  });

  test("that a file is not the announced one makes it go again", () => {
    const whole = queues.sent(agreed(file("a.jpg")), 1, 0, 10, 5);
    const queue = queues.failed(whole, 1, refusal, NOW);
    expect(step(queues.counted(queue, 1, answer(queue, 1, [0])), NOW + 9_000)).toMatchObject({
      kind: "send",
      offset: 0,
    });
  });

  test("that pieces are too large makes them smaller", () => {
    const queue = queues.failed(agreed(file("a.jpg")), 1, new ServiceFailure("refused", 413, null), NOW);
    expect(queue.piece).toBe(emptyQueue.piece / 4);
    expect(kind(queue)).toBe("ask");
  });

  test("that it does not want one upload stops this one alone", () => {
    const begun = queues.add(agreed(file("a.jpg")), [file("b.jpg")]);
    const queue = queues.failed(begun, 2, refusal, NOW);
    expect(queue.uploads[1]?.stopped).toBe(refusal);
    expect(kind(queue)).toBe("send");
  });
});

describe("the person", () => {
  test("pauses everything and lets it go on where the server is", () => {
    const paused = queues.pause(agreed(file("a.jpg")));
    expect(kind(paused)).toBe("rest");
    expect(queues.isBusy(paused)).toBe(true);
    expect(kind(queues.resume(paused))).toBe("ask");
  });

  test("gives an upload up, and the server is told", () => {
    const queue = queues.giveUp(agreed(file("a.jpg")), 1);
    expect(queue.uploads).toEqual([]);
    expect(step(queue)).toEqual({ kind: "abandon", uuid: "uuid-1" });
    const away = queues.notAbandoned(queue, "uuid-1", broken, NOW);
    expect(kind(away)).toBe("wait");
    expect(queues.notAbandoned(queue, "uuid-1", gone, NOW).abandoned).toEqual([]);
  });

  test("cannot give up what is being imported", () => {
    const queue = queues.imported(agreed(file("a.jpg")), 1, 3);
    expect(queues.giveUp(queue, 1)).toBe(queue);
  });
});

describe("a library that becomes another one", () => {
  const halted = () => queues.halted(queues.add(agreed(file("a.jpg")), [file("b.jpg")]));

  test("gets nothing of what was meant for the one before", () => {
    expect(kind(halted())).toBe("rest");
    expect(halted().uploads.map(phaseOf)).toEqual(["stopped", "stopped"]);
  });

  test("gets it from the beginning when the person says so, as the server no longer shows what it has of it", () => {
    let queue = queues.resume(halted());
    expect(kind(queue)).toBe("ask");
    queue = queues.failed(queue, 1, gone, NOW);
    expect(step(queue)).toMatchObject({ kind: "begin", upload: { uuid: null } });
  });

  test("has none of the imports before", () => {
    const queue = queues.imported(agreed(file("a.jpg")), 1, 77);
    expect(queues.halted(queue).uploads).toEqual([]);
  });
});

describe("an upload of an earlier visit", () => {
  const remembered = {
    uuid: "uuid-1",
    files: [
      { number: 0, name: "a.jpg", size: 10, modified: 1 },
      { number: 1, name: "b.jpg", size: 10, modified: 1 },
    ],
  };
  const recalled = () => {
    const queue = queues.recall(emptyQueue, [remembered]);
    return queues.counted(queue, 1, answer(queue, 1, [10, 4]));
  };

  test("is asked for, and waits for its files", () => {
    expect(kind(queues.recall(emptyQueue, [remembered]))).toBe("ask");
    expect(phaseOf(first(recalled()))).toBe("needsFiles");
    expect(kind(recalled())).toBe("rest");
    expect(queues.isBusy(recalled())).toBe(false);
  });

  test("goes on where it was when the same files are given again, and takes no others", () => {
    const queue = queues.add(recalled(), [file("a.jpg"), file("b.jpg", 10, 2), file("b.jpg")]);
    expect(step(queue)).toMatchObject({ kind: "send", number: 1, offset: 4 });
    expect(queue.uploads[1]?.files).toMatchObject([{ name: "b.jpg", modified: 2 }]);
    expect(queue.uploads).toHaveLength(2);
  });

  test("goes on with those files that are given", () => {
    const queue = queues.add(recalled(), [file("b.jpg")]);
    expect(kind(queues.sent(queue, 1, 1, 10, 5))).toBe("complete");
  });

  test("of which the server has everything is completed", () => {
    const queue = queues.recall(emptyQueue, [remembered]);
    expect(kind(queues.counted(queue, 1, answer(queue, 1, [10, 10])))).toBe("complete");
  });

  test("that the server no longer has is forgotten, or begun anew with what is here", () => {
    expect(queues.failed(recalled(), 1, gone, NOW).uploads).toEqual([]);
    const anew = first(queues.failed(queues.add(recalled(), [file("b.jpg")]), 1, gone, NOW));
    expect(anew).toMatchObject({ uuid: null, files: [{ name: "b.jpg", received: 0 }] });
    expect(anew.refused).toMatchObject([{ name: "a.jpg", problem: "lost" }]);
  });

  test("is shown once", () => {
    expect(queues.recall(recalled(), [remembered]).uploads).toHaveLength(1);
  });
});

test("progress counts whole files and bytes of all uploads", () => {
  const queue = queues.sent(
    queues.add(agreed(file("a.jpg"), file("b.jpg")), [file("c.jpg", 20)]),
    1,
    0,
    10,
    5,
  );
  expect(queues.progressOf(queue.uploads)).toEqual({ files: 1, allFiles: 3, bytes: 10, allBytes: 40 });
});
