import { describe, expect, test } from "vitest";
import {
  filterFrom,
  isEmpty,
  type PhotoFilter,
  queryString,
  toQuery,
  withoutTag,
  withTag,
} from "./PhotoFilter";

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
    expect(filterFrom({ rating: "0", author: "-3", taken: "2024-13", place: "maybe" })).toEqual({});
  });

  test("a search for digits stays text", () => {
    expect(filterFrom({ q: "2024" }).q).toBe("2024");
  });
});

describe("an address", () => {
  test("of a filter reads back as the same filter", () => {
    const filter: PhotoFilter = {
      q: "a & b = ø?",
      rating: 3,
      tags: "sommer,på tur",
      camera: "Nikon D70",
      kind: "jpeg",
      taken: "2024-07",
      place: "yes",
      raw: "no",
      session: 4,
    };
    expect(filterFrom(Object.fromEntries(new URLSearchParams(queryString(filter))))).toEqual(filter);
  });

  test("of an empty filter has no question mark", () => {
    expect(queryString({})).toBe("");
    expect(isEmpty({})).toBe(true);
  });
});

describe("a search", () => {
  test("asks only for what was chosen", () => {
    expect(toQuery({ q: "hytte", tags: "a, b" })).toEqual({ q: "hytte", tag: ["a", "b"] });
    expect(toQuery({ rating: 5, place: "no", raw: "yes", session: 3 })).toEqual({
      rating_min: 5,
      has_place: false,
      has_raw: true,
      import_session_id: 3,
    });
  });

  test("of a year or month goes to its last second", () => {
    expect(toQuery({ taken: "2023" })).toEqual({
      taken_from: "2023-01-01T00:00:00",
      taken_to: "2023-12-31T23:59:59",
    });
    expect(toQuery({ taken: "2024-02" }).taken_to).toBe("2024-02-29T23:59:59");
    expect(toQuery({ taken: "1900-02" }).taken_to).toBe("1900-02-28T23:59:59");
  });
});

test("tags are added once and removed one by one", () => {
  const filter = withTag(withTag(withTag({ q: "x" }, "a"), "b"), "a");
  expect(filter).toEqual({ q: "x", tags: "a,b" });
  expect(withoutTag(filter, "a")).toEqual({ q: "x", tags: "b" });
  expect(withoutTag(withoutTag(filter, "a"), "b")).toEqual({ q: "x" });
});
