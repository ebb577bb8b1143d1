// @vitest-environment happy-dom
import { expect, test } from "vitest";
import { codeOfLink, forgetCode, linkWithCode, takeCode } from "./codeInAddress";

test("a link's code is taken, and out of the address at once", () => {
  history.replaceState(null, "", "/register?to=%2Fsearch#code=ab%2Bcd");
  takeCode();
  expect(location.href).not.toContain("ab");
  expect(location.pathname + location.search + location.hash).toBe("/register?to=%2Fsearch");
  expect(codeOfLink()).toBe("ab+cd");
  forgetCode();
  expect(codeOfLink()).toBeNull();
});

test("a code anywhere but behind the # is no code, and other places in a page stay", () => {
  history.replaceState(null, "", "/register?code=abcd#content");
  takeCode();
  expect(codeOfLink()).toBeNull();
  expect(location.hash).toBe("#content");
});

test("the link that is passed on carries the code behind the # alone", () => {
  const link = new URL(linkWithCode("register", "a/b c"));
  expect(link.pathname + link.search).toBe("/register");
  expect(link.hash).toBe("#code=a%2Fb%20c");
});
