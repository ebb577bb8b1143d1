import { describe, expect, test } from "vitest";
import {
  aspectOf,
  boxesOfRow,
  estimateRows,
  layOutRows,
  rowAt,
  rowOfPhoto,
  USUAL_ASPECT,
} from "./justifiedRows";

/** The same numbers in every run. */
function shapes(count: number, seed: number): Float32Array {
  let state = seed;
  const usual = [1.5, 1.333, 0.667, 0.75, 1, 1.778, 3.2, 0.45];
  return Float32Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return usual[state >>> 29] as number;
  });
}

const metrics = { width: 1000, targetHeight: 150, gap: 4 };

describe("aspectOf", () => {
  test("a photo without a size gets the usual shape", () => {
    expect(aspectOf(null, 100)).toBe(USUAL_ASPECT);
    expect(aspectOf(100, 0)).toBe(USUAL_ASPECT);
    expect(aspectOf(undefined, undefined)).toBe(USUAL_ASPECT);
  });

  test("a panorama and a strip are kept within what a row can show", () => {
    expect(aspectOf(10_000, 500)).toBe(3.2);
    expect(aspectOf(100, 5_000)).toBe(0.45);
  });
});

describe("layOutRows", () => {
  for (const width of [320, 390, 768, 1000, 1440, 2560]) {
    test(`every photo is in exactly one row at width ${width}`, () => {
      const aspects = shapes(500, width);
      const rows = layOutRows(aspects, { ...metrics, width });
      expect(rows.starts[0]).toBe(0);
      expect(rows.starts.at(-1)).toBe(500);
      for (let row = 0; row < rows.heights.length; row++) {
        expect(rows.starts[row + 1] as number).toBeGreaterThan(rows.starts[row] as number);
      }
    });

    test(`full rows end exactly at width ${width} and boxes never overlap`, () => {
      const aspects = shapes(500, width + 1);
      const measures = { ...metrics, width };
      const rows = layOutRows(aspects, measures);
      for (let row = 0; row < rows.heights.length - 1; row++) {
        const boxes = boxesOfRow(aspects, rows, row, measures);
        const last = boxes.at(-1);
        const reachesEnd = (last?.left ?? 0) + (last?.width ?? 0) === width;
        const isAsTallAsAllowed = (rows.heights[row] as number) >= 1.6 * metrics.targetHeight - 1;
        expect(reachesEnd || isAsTallAsAllowed).toBe(true);
        for (let box = 1; box < boxes.length; box++) {
          expect(boxes[box]?.left).toBe(
            (boxes[box - 1]?.left ?? 0) + (boxes[box - 1]?.width ?? 0) + metrics.gap,
          );
        }
      }
    });
  }

  test("rows stay near the height that was asked for", () => {
    const rows = layOutRows(shapes(2_000, 7), metrics);
    const mean = rows.heights.reduce((sum, height) => sum + height, 0) / rows.heights.length;
    expect(mean).toBeGreaterThan(120);
    expect(mean).toBeLessThan(180);
  });

  test("a single photo keeps the target height and its shape", () => {
    const aspects = Float32Array.of(1.5);
    const rows = layOutRows(aspects, metrics);
    expect(rows.heights[0]).toBe(150);
    expect(boxesOfRow(aspects, rows, 0, metrics)).toEqual([{ left: 0, width: 225 }]);
  });

  test("no photos make no rows", () => {
    const rows = layOutRows(new Float32Array(0), metrics);
    expect(rows.heights.length).toBe(0);
    expect(rows.tops[0]).toBe(0);
  });

  test("a part of a longer list ends with a full row", () => {
    for (let count = 5; count < 120; count += 7) {
      const aspects = shapes(count, count);
      const measures = { ...metrics, fillLastRow: true };
      const rows = layOutRows(aspects, measures);
      const boxes = boxesOfRow(aspects, rows, rows.heights.length - 1, measures);
      const last = boxes.at(-1);
      const tall = (rows.heights.at(-1) as number) >= 1.6 * metrics.targetHeight - 1;
      expect(tall || (last?.left ?? 0) + (last?.width ?? 0) === metrics.width).toBe(true);
      expect(rows.starts.at(-1)).toBe(count);
    }
  });

  test("100,000 photos of one month are laid out in well under a second", () => {
    const begun = performance.now();
    const rows = layOutRows(shapes(100_000, 3), metrics);
    expect(rows.starts.at(-1)).toBe(100_000);
    expect(performance.now() - begun).toBeLessThan(1_000);
  });
});

describe("finding rows", () => {
  const rows = layOutRows(shapes(300, 11), metrics);

  test("every photo is found in the row that holds it", () => {
    for (let photo = 0; photo < 300; photo++) {
      const row = rowOfPhoto(rows, photo);
      expect(rows.starts[row] as number).toBeLessThanOrEqual(photo);
      expect(rows.starts[row + 1] as number).toBeGreaterThan(photo);
    }
  });

  test("a distance outside the rows finds the first or the last one", () => {
    expect(rowAt(rows, -50)).toBe(0);
    expect(rowAt(rows, 1e9)).toBe(rows.heights.length - 1);
  });

  test("a row begins at its own top", () => {
    for (let row = 0; row < rows.heights.length; row++) {
      expect(rowAt(rows, rows.tops[row] as number)).toBe(row);
    }
  });
});

test("the estimate of rows is near the truth for usual photos", () => {
  const rows = layOutRows(new Float32Array(600).fill(USUAL_ASPECT), metrics).heights.length;
  expect(Math.abs(estimateRows(600, metrics) - rows)).toBeLessThan(rows * 0.2);
});
