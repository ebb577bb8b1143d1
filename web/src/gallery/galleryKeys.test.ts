import { expect, test } from "vitest";
import { arrangeSections } from "./galleryGeometry";
import { neighbourOf } from "./galleryKeys";
import { layOutRows } from "./justifiedRows";

const metrics = { width: 1000, targetHeight: 150, gap: 4, headingHeight: 48, sectionGap: 16 };

test("keys lead from photo to photo and across months", () => {
  const sections = Array.from({ length: 12 }, (_, month) => ({ key: String(month), count: 20, heading: "" }));
  const aspects = new Float32Array(20).fill(1.5);
  const geometry = arrangeSections(sections, () => layOutRows(aspects, metrics), metrics);
  const go = (key: string, section: number, photo: number) =>
    neighbourOf(key, { section, photo }, geometry, () => aspects);
  expect(go("ArrowRight", 0, 0)).toEqual({ section: 0, photo: 1 });
  expect(go("ArrowRight", 0, 19)).toEqual({ section: 1, photo: 0 });
  expect(go("ArrowLeft", 1, 0)).toEqual({ section: 0, photo: 19 });
  expect(go("ArrowLeft", 0, 0)).toBeNull();
  expect(go("ArrowUp", 0, 0)).toBeNull();
  expect(go("End", 0, 0)).toEqual({ section: 11, photo: 19 });
  expect(go("Home", 5, 3)).toEqual({ section: 0, photo: 0 });
  expect(go("x", 5, 3)).toBeNull();
  const down = go("ArrowDown", 0, 1);
  expect(down?.photo).toBeGreaterThan(1);
  expect(down && go("ArrowUp", down.section, down.photo)).toEqual({ section: 0, photo: 1 });
});
