import { expect, test } from "vitest";
import { bringsFiles, filesUnder } from "./givenFiles";

interface Fake {
  isFile: boolean;
  isDirectory: boolean;
  name: string;
}

const file = (name: string, readable = true): Fake & { file: unknown } => ({
  isFile: true,
  isDirectory: false,
  name,
  file: (done: (it: unknown) => void, fail: () => void) => (readable ? done(new File(["x"], name)) : fail()),
});

/** A folder that answers two of its entries at a time, as browsers answer a hundred. */
const folder = (name: string, ...entries: Fake[]): Fake & { createReader: unknown } => ({
  isFile: false,
  isDirectory: true,
  name,
  createReader: () => {
    const left = [...entries];
    return { readEntries: (done: (some: Fake[]) => void) => done(left.splice(0, 2)) };
  },
});

test("the files of folders and of theirs are found, all of them, and one that cannot be read hides none", async () => {
  const trip = folder("trip", file("a.jpg"), file("b.jpg"), file("c.jpg"), folder("day 2", file("d.jpg")));
  const files = await filesUnder([trip, folder("none"), file("locked.jpg", false), file("e.jpg")]);
  expect(files.map(({ name }) => name)).toEqual(["a.jpg", "b.jpg", "c.jpg", "d.jpg", "e.jpg"]);
});

test("a drag of files is told from one of text or of a picture in a page", () => {
  expect(bringsFiles(["Files"])).toBe(true);
  expect(bringsFiles(["text/plain"])).toBe(false);
  expect(bringsFiles(["text/uri-list", "text/html", "Files"])).toBe(false);
});
