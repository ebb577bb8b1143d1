import type { GalleryGeometry } from "./galleryGeometry";

export interface YearMark {
  readonly year: string;
  /** From 0 at the top of the strip to 1 at its end. */
  readonly at: number;
}

/** The least distance between two years, in CSS pixels. */
const LEAST_DISTANCE = 18;

/**
 * Where each year begins along the strip; a year that would cover the one before it is left out.
 *
 * @param way how far the gallery can be scrolled, in CSS pixels
 * @param trackHeight how long the strip is, in CSS pixels
 */
export function yearMarks(geometry: GalleryGeometry, way: number, trackHeight: number): YearMark[] {
  const marks: YearMark[] = [];
  let lastYear = "";
  let lastAt = Number.NEGATIVE_INFINITY;
  for (const [index, section] of geometry.sections.entries()) {
    const year = section.key.slice(0, 4);
    if (!/^\d{4}$/.test(year) || year === lastYear) {
      continue;
    }
    lastYear = year;
    const at = Math.min(1, (geometry.tops[index] as number) / way);
    if ((at - lastAt) * trackHeight >= LEAST_DISTANCE) {
      marks.push({ year, at });
      lastAt = at;
    }
  }
  return marks;
}
