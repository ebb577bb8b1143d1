import { describe, expect, test } from "vitest";
import { fitInside, keepInside, LARGEST_SCALE, moveBy, WHOLE, zoomBy } from "./pictureZoom";

const stage = { width: 1000, height: 800 };
const fitted = { width: 1000, height: 667 };

describe("fitInside", () => {
  test("a large picture is seen whole", () => {
    expect(fitInside({ width: 6000, height: 4000 }, stage)).toEqual({ width: 1000, height: 1000 / 1.5 });
    expect(fitInside({ width: 4000, height: 6000 }, stage).height).toBe(800);
  });

  test("a small picture keeps its size", () => {
    expect(fitInside({ width: 300, height: 200 }, stage)).toEqual({ width: 300, height: 200 });
  });
});

describe("zoomBy", () => {
  test("the point under the pointer stays where it is", () => {
    const before = { scale: 3, x: 100, y: -50 };
    const after = zoomBy(before, 1.4, 200, 120, fitted, stage);
    const pointBefore = (200 - before.x) / before.scale;
    const pointAfter = (200 - after.x) / after.scale;
    expect(pointAfter).toBeCloseTo(pointBefore, 9);
    expect((120 - after.y) / after.scale).toBeCloseTo((120 - before.y) / before.scale, 9);
  });

  test("never goes below the whole picture nor over the largest scale", () => {
    expect(zoomBy({ scale: 1.2, x: 30, y: 0 }, 0.1, 0, 0, fitted, stage)).toEqual(WHOLE);
    expect(zoomBy(WHOLE, 100, 0, 0, fitted, stage).scale).toBe(LARGEST_SCALE);
  });
});

describe("keepInside", () => {
  test("an enlarged picture cannot be dragged off the stage", () => {
    const view = moveBy({ scale: 2, x: 0, y: 0 }, 10_000, -10_000, fitted, stage);
    expect(view).toEqual({ scale: 2, x: 500, y: -267 });
  });

  test("a side that fits stays in the middle", () => {
    expect(keepInside({ scale: 1.1, x: 90, y: 90 }, fitted, stage)).toEqual({
      scale: 1.1,
      x: expect.closeTo(50),
      y: 0,
    });
  });
});
