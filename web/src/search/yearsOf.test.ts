import { expect, test } from "vitest";
import { ratingsFrom, yearsOf } from "./yearsOf";

const count = (value: string, count: number) => ({ value, name: null, count });

test("years are the sums of their months, and the undated belong to none", () => {
  expect(
    yearsOf([count("2024-05", 3), count("2024-01", 2), count("1999-12", 1), count("undated", 9)]),
  ).toEqual([
    { year: "2024", count: 5 },
    { year: "1999", count: 1 },
  ]);
  expect(yearsOf([])).toEqual([]);
});

test("more stars count for fewer", () => {
  expect(ratingsFrom([count("5", 2), count("0", 7), count("3", 4)])).toEqual([
    { stars: 5, count: 2 },
    { stars: 4, count: 2 },
    { stars: 3, count: 6 },
    { stars: 2, count: 6 },
    { stars: 1, count: 6 },
  ]);
});
