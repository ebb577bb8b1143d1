// @vitest-environment happy-dom
import { afterEach, expect, test } from "vitest";
import { claimUpload, forgetUpload, rememberedUploads, rememberUpload } from "./rememberedUploads";
import { add, emptyQueue, type QueuedUpload } from "./uploadQueue";

const NOW = 5_000_000;

function remember(uuid: string): void {
  const given = [{ name: "på tur.jpg", size: 10, modified: 7, content: new Blob(["x"]) }];
  rememberUpload({ ...(add(emptyQueue, given).uploads[0] as QueuedUpload), uuid });
}

afterEach(() => localStorage.clear());

test("what was begun is remembered until it is forgotten", () => {
  remember("u1");
  remember("u2");
  forgetUpload("u2");
  expect(rememberedUploads("me", NOW)).toEqual([
    { uuid: "u1", files: [{ number: 0, name: "på tur.jpg", size: 10, modified: 7 }] },
  ]);
});

test("files keep their numbers, and have those of their order where none were remembered", () => {
  localStorage.setItem("imalink.upload.u1", '[["b.jpg",10,7,2],["c.jpg",10,7,5]]');
  localStorage.setItem("imalink.upload.u2", '[["b.jpg",10,7],["c.jpg",10,7]]');
  const numbers = rememberedUploads("me", NOW).map(({ files }) => files.map(({ number }) => number));
  expect(numbers.toSorted()).toEqual([
    [0, 1],
    [2, 5],
  ]);
});

test("what another page is sending is left to it until nothing has been heard of it", () => {
  remember("u1");
  claimUpload("u1", "other", NOW);
  expect(rememberedUploads("me", NOW + 5_000)).toEqual([]);
  expect(rememberedUploads("other", NOW + 5_000)).toHaveLength(1);
  expect(rememberedUploads("me", NOW + 60_000)).toHaveLength(1);
});

test("what is no memory of an upload is passed over", () => {
  for (const text of ["", "{", "[]", "7", '[["a"]]', '[["a",1,"x"]]', "null"]) {
    localStorage.setItem("imalink.upload.bad", text);
    expect(rememberedUploads("me", NOW)).toEqual([]);
  }
});
