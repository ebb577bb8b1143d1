import { expect, test } from "vitest";
import { en } from "../messages/en";
import { formatsFor } from "../messages/formats";
import type { Job, JobResult } from "../service/PhotoService";
import { fatesOf } from "./fates";
import { add, counted, emptyQueue, imported, type QueuedUpload, type UploadQueue } from "./uploadQueue";

const formats = formatsFor("en-GB");
const given = (name: string, size = 10) => ({ name, size, modified: 1, content: new Blob(["0123456789"]) });
const upload = (queue: UploadQueue) => queue.uploads[0] as QueuedUpload;

/** Three files, of which the server has named one differently and received some of each. */
function agreed(...received: number[]): UploadQueue {
  const queue = add(emptyQueue, [given("a.jpg"), given("a.jpg"), given("notes.txt"), given("empty.jpg", 0)]);
  const files = ["a.jpg", "a (2).jpg", "notes.txt"].map((name, number) => ({
    number,
    name,
    size: 10,
    received: received[number] ?? 0,
    refused: null,
  }));
  return counted(queue, 1, { uuid: "u", title: null, author: null, job_id: null, created_at: "", files });
}

test("while it is sent, each file tells how far it has come", () => {
  const fates = fatesOf(upload(agreed(10, 4)), undefined, undefined, en, formats);
  expect(fates.map(({ words }) => words)).toEqual(["The file is empty", "Sent", "40%", "Waiting"]);
});

test("after the import, each file has its own reason, and trouble comes first", () => {
  const queue = imported(agreed(10, 10, 10), 1, 5);
  const results: JobResult[] = [
    { path: "/data/photos/x/a (2).jpg", outcome: "failed", reason: "damaged", detail: null },
    { path: "/data/photos/x/notes.txt", outcome: "skipped", reason: "not_a_photo", detail: null },
  ];
  const job = { state: "done" } as Job;
  const fates = fatesOf(upload(queue), job, results, en, formats);
  expect(fates.map(({ name, words }) => `${name}: ${words}`)).toEqual([
    "empty.jpg: The file is empty",
    "a.jpg: The file is damaged; copy it again from where it came",
    "a.jpg: Added",
    "notes.txt: Not a photo",
  ]);
});

test("what the server does not take has the words of an import", () => {
  const refused = [{ name: "film.mp4", size: 10, problem: { reason: "video_not_yet" } }];
  const fates = fatesOf({ ...upload(agreed()), refused }, undefined, undefined, en, formats);
  expect(fates[0]).toEqual({ name: "film.mp4", words: en.imports.reasons.video_not_yet, trouble: false });
});

test("an import that stopped does not call a file added", () => {
  const queue = imported(agreed(10, 10, 10), 1, 5);
  const fates = fatesOf(upload(queue), { state: "failed" } as Job, [], en, formats);
  expect(fates.map(({ words }) => words)).not.toContain("Added");
});
