import { expect, test } from "vitest";
import { en } from "../messages/en";
import { failureOf } from "../service/ServiceFailure";
import { editorProblems } from "./editorProblems";

test("a field that the server refuses is told beside that field", () => {
  const failure = failureOf(422, {
    detail: [
      { type: "string_too_long", loc: ["body", "title"], msg: "String should have at most 255 characters" },
    ],
  });
  const problems = editorProblems(failure, en);
  expect(problems.title).toContain("255");
  expect(problems.general).toBeNull();
});

test("refused tags are told beside the tags", () => {
  const problems = editorProblems(failureOf(400, { detail: "Tag 'a/b' contains invalid characters" }), en);
  expect(problems.tags).toContain("a/b");
  expect(problems.general).toBeNull();
});

test("what belongs to no field is told for the whole form", () => {
  expect(editorProblems(failureOf(503, { detail: "busy" }), en).general).toBe(en.failures.unavailable);
  expect(
    editorProblems(failureOf(422, { detail: [{ loc: ["body"], msg: "no", type: "x" }] }), en).general,
  ).toContain("no");
  expect(editorProblems(new Error("x"), en).general).toBe(en.failures.broken);
});

test("nothing is told when nothing went wrong", () => {
  expect(editorProblems(null, en)).toEqual({ title: null, description: null, tags: null, general: null });
});
