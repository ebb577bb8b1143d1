import { expect, test } from "vitest";
import { stretchesOf } from "./PhotoSequence";

const month = (value: string, count: number) => ({ value, name: null, count });

test("months with many photos are sections of their own", () => {
  expect(stretchesOf([month("2024-05", 20), month("2024-01", 3), month("undated", 9)])).toEqual([
    { key: "2024-05", first: 0, count: 20 },
    { key: "2024-01", first: 20, count: 3 },
    { key: "undated", first: 23, count: 9 },
  ]);
});

test("months with few photos are put together by year, and the undated stay apart", () => {
  expect(
    stretchesOf([month("2024-05", 1), month("2024-01", 2), month("2023-12", 1), month("undated", 2)]),
  ).toEqual([
    { key: "2024", first: 0, count: 3 },
    { key: "2023", first: 3, count: 1 },
    { key: "undated", first: 4, count: 2 },
  ]);
  expect(stretchesOf([])).toEqual([]);
});
