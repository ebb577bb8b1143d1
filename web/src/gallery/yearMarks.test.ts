import { expect, test } from "vitest";
import { arrangeSections, totalHeight } from "./galleryGeometry";

import { yearMarks } from "./yearMarks";

const metrics = { width: 1000, targetHeight: 150, gap: 4, headingHeight: 48, sectionGap: 16 };

function months(first: number, last: number, count: number) {
  const sections = [];
  for (let year = last; year >= first; year--) {
    for (let month = 12; month >= 1; month--) {
      const key = `${year}-${String(month).padStart(2, "0")}`;
      sections.push({ key, count, heading: key });
    }
  }
  return sections;
}

test("each year is marked once, newest first, where it begins", () => {
  const geometry = arrangeSections(
    [...months(2015, 2024, 50), { key: "undated", count: 3, heading: "x" }],
    () => null,
    metrics,
  );
  const marks = yearMarks(geometry, totalHeight(geometry) - 800, 768);
  expect(marks.map((mark) => mark.year)).toEqual([
    "2024",
    "2023",
    "2022",
    "2021",
    "2020",
    "2019",
    "2018",
    "2017",
    "2016",
    "2015",
  ]);
  expect(marks[0]?.at).toBe(0);
});

test("years never cover each other, even in a library of two centuries on a phone", () => {
  const geometry = arrangeSections(months(1826, 2026, 2), () => null, metrics);
  const marks = yearMarks(geometry, totalHeight(geometry) - 600, 560);
  expect(marks.length).toBeGreaterThan(20);
  for (let mark = 1; mark < marks.length; mark++) {
    expect(((marks[mark]?.at ?? 0) - (marks[mark - 1]?.at ?? 0)) * 560).toBeGreaterThanOrEqual(18);
  }
});
