import type { GalleryGeometry } from "./galleryGeometry";
import { boxesOfRow, rowOfPhoto } from "./justifiedRows";

export interface PhotoPosition {
  readonly section: number;
  /** From the section's first photo; -1 is its last one, whichever that is. */
  readonly photo: number;
}

/**
 * Where a key leads from a photo of the gallery; null when it leads nowhere. Up and down go to the photo above or below
 * the middle of this one.
 */
export function neighbourOf(
  key: string,
  from: PhotoPosition,
  geometry: GalleryGeometry,
  aspectsOf: (section: number) => Float32Array | null,
): PhotoPosition | null {
  const count = geometry.rows[from.section]?.starts.at(-1) ?? 0;
  switch (key) {
    case "ArrowRight":
      return from.photo + 1 < count
        ? { ...from, photo: from.photo + 1 }
        : firstOf(from.section + 1, geometry);
    case "ArrowLeft":
      return from.photo > 0 ? { ...from, photo: from.photo - 1 } : lastOf(from.section - 1, geometry);
    case "ArrowDown":
      return vertical(1, from, geometry, aspectsOf);
    case "ArrowUp":
      return vertical(-1, from, geometry, aspectsOf);
    case "Home":
      return firstOf(0, geometry);
    case "End":
      return lastOf(geometry.sections.length - 1, geometry);
    default:
      return null;
  }
}

function vertical(
  step: 1 | -1,
  from: PhotoPosition,
  geometry: GalleryGeometry,
  aspectsOf: (section: number) => Float32Array | null,
): PhotoPosition | null {
  const rows = geometry.rows[from.section];
  const aspects = aspectsOf(from.section);
  if (!rows || !aspects) {
    return null;
  }
  const row = rowOfPhoto(rows, from.photo);
  const box = boxesOfRow(aspects, rows, row, geometry.metrics)[from.photo - (rows.starts[row] as number)];
  const middle = box ? box.left + box.width / 2 : 0;
  const inside = row + step >= 0 && row + step < rows.heights.length;
  const section = inside ? from.section : from.section + step;
  if (section < 0 || section >= geometry.sections.length) {
    return null;
  }
  const goalRows = geometry.rows[section];
  const goalAspects = aspectsOf(section);
  if (!goalRows || !goalAspects) {
    return { section, photo: step === 1 ? 0 : -1 };
  }
  const goal = inside ? row + step : step === 1 ? 0 : goalRows.heights.length - 1;
  const boxes = boxesOfRow(goalAspects, goalRows, goal, geometry.metrics);
  const under = boxes.findIndex((it) => it.left + it.width >= middle);
  return { section, photo: (goalRows.starts[goal] as number) + (under < 0 ? boxes.length - 1 : under) };
}

function firstOf(section: number, geometry: GalleryGeometry): PhotoPosition | null {
  return section < geometry.sections.length ? { section, photo: 0 } : null;
}

function lastOf(section: number, geometry: GalleryGeometry): PhotoPosition | null {
  return section >= 0 ? { section, photo: (geometry.rows[section]?.starts.at(-1) ?? 0) - 1 } : null;
}
