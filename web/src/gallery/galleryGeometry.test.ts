import { describe, expect, test } from "vitest";
import {
  anchorAt,
  arrangeSections,
  findAnchor,
  type GallerySection,
  photoPlace,
  rowsBetween,
  sectionAt,
  sectionsBetween,
  totalHeight,
} from "./galleryGeometry";
import { layOutRows } from "./justifiedRows";

const metrics = { width: 1000, targetHeight: 150, gap: 4, headingHeight: 48, sectionGap: 16 };
const months: GallerySection[] = [
  { key: "2024-07", count: 120, heading: "July 2024" },
  { key: "2024-06", count: 3, heading: "June 2024" },
  { key: "2023-01", count: 900, heading: "January 2023" },
];
const laidOut = (section: GallerySection) => layOutRows(new Float32Array(section.count).fill(1.5), metrics);
const unknown = arrangeSections(months, () => null, metrics);
const known = arrangeSections(months, laidOut, metrics);

const name = (section: string, photo: number) => `${section}/${photo}`;
const number = (_: string, hothash: string) => Number(hothash.split("/")[1]);

describe("arrangeSections", () => {
  test("counts alone give every month a height", () => {
    expect(totalHeight(unknown)).toBeGreaterThan(3 * 48 + (900 / 10) * 150);
    expect(unknown.rows).toEqual([null, null, null]);
  });

  test("months follow each other without a hole", () => {
    for (let section = 0; section < months.length; section++) {
      expect(sectionAt(known, known.tops[section] as number)).toBe(section);
      expect(sectionAt(known, (known.tops[section + 1] as number) - 1)).toBe(section);
    }
  });

  test("an empty library has no height and no sections to show", () => {
    const empty = arrangeSections([], () => null, metrics);
    expect(totalHeight(empty)).toBe(0);
    expect(sectionsBetween(empty, 0, 1000)).toBeNull();
    expect(anchorAt(empty, 0, () => null)).toBeNull();
  });

  test("sections without a heading follow each other as one list", () => {
    const pages = [
      { key: "0", count: 60, heading: null },
      { key: "1", count: 60, heading: null },
    ];
    const geometry = arrangeSections(pages, laidOut, metrics);
    expect(geometry.tops[1]).toBe(geometry.rows[0]?.tops.at(-1));
  });
});

describe("what is near the viewport", () => {
  test("a viewport in a long month touches that month alone", () => {
    const middle = (known.tops[2] as number) + 3000;
    expect(sectionsBetween(known, middle, middle + 800)).toEqual({ first: 2, last: 2 });
  });

  test("only the rows that the stretch touches are named", () => {
    const start = known.tops[2] as number;
    const rows = rowsBetween(known, 2, start + 3000, start + 3800);
    expect(rows).not.toBeNull();
    const count = (rows?.last ?? 0) - (rows?.first ?? 0) + 1;
    expect(count).toBeGreaterThanOrEqual(5);
    expect(count).toBeLessThanOrEqual(8);
  });

  test("a month that is not loaded has no rows to show", () => {
    expect(rowsBetween(unknown, 0, 0, 1000)).toBeNull();
  });
});

describe("anchors", () => {
  test("a place is found again in the same layout", () => {
    for (let y = 0; y < totalHeight(known) - 1; y += 37) {
      const anchor = anchorAt(known, y, name);
      expect(anchor).not.toBeNull();
      if (anchor) {
        expect(findAnchor(known, anchor, number)).toBeCloseTo(y, 6);
      }
    }
  });

  test("the photo at the top stays there when months above it get their true height", () => {
    const before = arrangeSections(
      months,
      (section) => (section.key === "2023-01" ? laidOut(section) : null),
      metrics,
    );
    const y = (before.tops[2] as number) + 2000;
    const anchor = anchorAt(before, y, name);
    const after = anchor && findAnchor(known, anchor, number);
    expect((after ?? 0) - (known.tops[2] as number)).toBeCloseTo(2000, 6);
  });

  test("the photo at the top stays there when the window gets narrower", () => {
    const narrow = { ...metrics, width: 400 };
    const after = arrangeSections(
      months,
      (section) => layOutRows(new Float32Array(section.count).fill(1.5), narrow),
      narrow,
    );
    const anchor = anchorAt(known, (known.tops[2] as number) + 2000, name);
    const y = (anchor && findAnchor(after, anchor, number)) ?? -1;
    const photo = number("", anchor?.hothash ?? "");
    const place = photoPlace(after, 2, photo);
    expect(y).toBeGreaterThanOrEqual(place?.top ?? Number.NaN);
    expect(y).toBeLessThanOrEqual((place?.top ?? 0) + (place?.height ?? 0) + 20);
  });

  test("an anchor in a month that is gone is not found", () => {
    expect(
      findAnchor(known, { section: "1999-01", hothash: null, offset: 0, fraction: 0 }, number),
    ).toBeNull();
  });
});
