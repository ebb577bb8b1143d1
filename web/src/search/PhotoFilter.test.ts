import { describe, expect, test } from "vitest";
import { filterFrom, isEmpty, queryString, toSearch } from "./PhotoFilter";

describe("filterFrom", () => {
  test("reads every part of an address", () => {
    expect(filterFrom({ q: " hytte ", rating: "4", author: "7", tags: "sommer,sjø" })).toEqual({
      q: "hytte",
      rating: 4,
      author: 7,
      tags: "sommer,sjø",
    });
  });

  test("leaves out what makes no sense", () => {
    expect(filterFrom({ q: "  ", rating: "9", author: "x", tags: " , ", other: "1" })).toEqual({});
    expect(filterFrom({ rating: "0", author: "-3" })).toEqual({});
  });

  test("a search for digits stays text", () => {
    expect(filterFrom({ q: "2024" }).q).toBe("2024");
  });
});

describe("an address", () => {
  test("of a filter reads back as the same filter", () => {
    const filter = { q: "a & b = ø?", rating: 3, tags: "sommer,på tur" };
    expect(filterFrom(Object.fromEntries(new URLSearchParams(queryString(filter))))).toEqual(filter);
  });

  test("of an empty filter has no question mark", () => {
    expect(queryString({})).toBe("");
    expect(isEmpty({})).toBe(true);
  });
});

test("a search asks only for what was chosen", () => {
  expect(toSearch({ q: "hytte", tags: "a, b" })).toEqual({
    q: "hytte",
    tags: ["a", "b"],
    offset: 0,
    limit: 100,
    sort_by: "taken_at",
    sort_order: "desc",
  });
  expect(toSearch({ rating: 5 })).not.toHaveProperty("q");
});
