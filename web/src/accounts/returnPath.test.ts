import { describe, expect, test } from "vitest";
import { returnPath } from "./returnPath";

describe("after signing in one gets", () => {
  test("back to the page of this client where one was, with its search", () => {
    for (const page of [
      "/",
      "/search?q=sj%C3%B8&rating=4",
      `/photo/${"ab".repeat(32)}?tags=hytta`,
      "/imports/7",
    ]) {
      expect(returnPath(page)).toBe(page);
    }
  });

  test("to the photos when the address names no page of this client", () => {
    for (const page of [
      "/sign-in?to=/",
      "/register",
      "/api/v1/auth/logout",
      "/docs",
      "",
      null,
      undefined,
      7,
      ["/"],
    ]) {
      expect(returnPath(page)).toBe("/");
    }
  });

  test("never to another server, however it is written", () => {
    const evil = [
      "//evil.example",
      "///evil.example",
      "/\\evil.example",
      "\\\\evil.example",
      "/\\/evil.example",
      "https://evil.example",
      "https:evil.example",
      "HTTPS://evil.example/search",
      "javascript:alert(1)",
      " javascript:alert(1)",
      "data:text/html,x",
      "/\t/evil.example",
      "/\n/evil.example",
      "\t//evil.example",
      "/%2f%2fevil.example",
      "/%2Fevil.example",
      "%2f%2fevil.example",
      "/%5cevil.example",
      "/photo/%2e%2e//evil.example",
      "/photo/..//evil.example",
      "/.//evil.example",
      "/search/..//evil.example",
      "/@evil.example",
      "//evil.example/search",
      "http://here.invalid/search",
      "//here.invalid/search",
      "/\u2028/evil.example",
      "/\u00a0/evil.example",
    ];
    for (const address of evil) {
      const chosen = returnPath(address);
      expect(new URL(chosen, "http://home.example").origin, address).toBe("http://home.example");
      expect(chosen.startsWith("//"), address).toBe(false);
      expect(chosen === "/" || chosen === "/search", address).toBe(true);
    }
  });
});
