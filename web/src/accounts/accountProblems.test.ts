import { expect, test } from "vitest";
import { en } from "../messages/en";
import { ServiceFailure } from "../service/ServiceFailure";
import { accountProblems } from "./accountProblems";

const fields = ["username", "email", "display_name", "password", "code"] as const;
const { problems } = en.accounts;

const refused = (status: number, kind: "refused" | "forbidden", detail: string) =>
  accountProblems(new ServiceFailure(kind, status, detail), fields, en);

test("what the server has against a form stands beside the field that it is about", () => {
  expect(refused(400, "refused", "This password is among the most common ones.").of("password")).toBe(
    problems.common,
  );
  expect(refused(400, "refused", "This password is too short.").of("password")).toBe(problems.shortPassword);
  expect(refused(400, "refused", "This is no e-mail address.").of("email")).toBe(problems.email);
  expect(refused(400, "refused", "A username has 3 to 50 characters.").of("username")).toBe(
    problems.username,
  );
  expect(refused(409, "refused", "This username or e-mail is taken.").of("username")).toBe(problems.taken);
  expect(refused(403, "forbidden", "The invitation is too old.").of("code")).toBe(problems.wrongCode);
  const field = { field: "email", type: "string_too_long", message: "too long" };
  const invalid = new ServiceFailure("invalid", 422, null, [field]);
  expect(accountProblems(invalid, fields, en).of("email")).toBe(problems.email);
});

test("what is about no field is told for the whole form, and never left out", () => {
  const busy = new ServiceFailure("unavailable", 503, null);
  expect(accountProblems(busy, fields, en).general).toBe(en.failures.unavailable);
  const often = new ServiceFailure("unavailable", 429, null, [], 90);
  expect(accountProblems(often, fields, en).general).toBe(en.failures.tooOften(2));
  // A field that this form does not show.
  expect(
    accountProblems(new ServiceFailure("refused", 409, "taken"), ["password"], en).general,
  ).not.toBeNull();
  expect(accountProblems(null, fields, en).general).toBeNull();
});

test("a library that is another one now is told as that", () => {
  const changed = new ServiceFailure("refused", 409, "…", [], null, "library-changed");
  expect(accountProblems(changed, fields, en).general).toBe(en.failures.libraryChanged);
});
