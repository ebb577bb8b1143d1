import {
  estimateRows,
  type JustifiedRows,
  lastAtMost,
  type RowMetrics,
  rowAt,
  rowOfPhoto,
} from "./justifiedRows";

/** A part of the gallery that is fetched in one piece: a month, or a page of search results. */
export interface GallerySection {
  readonly key: string;
  readonly count: number;
  /** Shown above the photos; a section without one follows the section before it without a break. */
  readonly heading: string | null;
}

export interface GalleryMetrics extends RowMetrics {
  readonly headingHeight: number;
  /** Between the last row of a section with a heading and the next heading. */
  readonly sectionGap: number;
}

/** Where every section is, from the top of the gallery, in CSS pixels. */
export interface GalleryGeometry {
  readonly sections: readonly GallerySection[];
  /** One more entry at the end is the height of everything. */
  readonly tops: Float64Array;
  /** The rows of the sections whose photos are known; null where the height is an estimate. */
  readonly rows: readonly (JustifiedRows | null)[];
  readonly metrics: GalleryMetrics;
}

/** A point of the gallery that can be found again after it was laid out anew. */
export interface GalleryAnchor {
  readonly section: string;
  readonly hothash: string | null;
  /** How far the viewport's top is below the photo's row, or into the section where its photos are not known. */
  readonly offset: number;
  /** The same as a part of the section's height. */
  readonly fraction: number;
}

export function arrangeSections(
  sections: readonly GallerySection[],
  rowsOf: (section: GallerySection, index: number) => JustifiedRows | null,
  metrics: GalleryMetrics,
): GalleryGeometry {
  const tops = new Float64Array(sections.length + 1);
  const rows: (JustifiedRows | null)[] = [];
  for (const [index, section] of sections.entries()) {
    const known = rowsOf(section, index);
    rows.push(known);
    tops[index + 1] =
      (tops[index] as number) +
      headingOf(section, metrics) +
      rowsHeight(section, known, metrics) +
      gapAfter(section, metrics);
  }
  return { sections, tops, rows, metrics };
}

export function totalHeight(geometry: GalleryGeometry): number {
  return geometry.tops[geometry.sections.length] ?? 0;
}

/** The section that covers a distance from the top, clamped to the sections there are. */
export function sectionAt(geometry: GalleryGeometry, y: number): number {
  return lastAtMost(geometry.tops, y, geometry.sections.length);
}

/** The sections, first and last included, that a stretch of the gallery touches; null when there are none. */
export function sectionsBetween(
  geometry: GalleryGeometry,
  top: number,
  bottom: number,
): { first: number; last: number } | null {
  if (geometry.sections.length === 0) {
    return null;
  }
  return { first: sectionAt(geometry, top), last: sectionAt(geometry, bottom) };
}

/** The rows of a section, first and last included, that a stretch of the gallery touches. */
export function rowsBetween(
  geometry: GalleryGeometry,
  section: number,
  top: number,
  bottom: number,
): { first: number; last: number } | null {
  const rows = geometry.rows[section];
  if (!rows || rows.heights.length === 0) {
    return null;
  }
  const start = rowsTop(geometry, section);
  if (bottom < start || top > start + (rows.tops[rows.heights.length] as number)) {
    return null;
  }
  return { first: rowAt(rows, top - start), last: rowAt(rows, bottom - start) };
}

/** Where the rows of a section begin. */
export function rowsTop(geometry: GalleryGeometry, section: number): number {
  return (
    (geometry.tops[section] as number) +
    headingOf(geometry.sections[section] as GallerySection, geometry.metrics)
  );
}

/** Where the row of a photo begins and how high it is; null while the section's photos are not known. */
export function photoPlace(
  geometry: GalleryGeometry,
  section: number,
  photo: number,
): { top: number; height: number } | null {
  const rows = geometry.rows[section];
  if (!rows || photo < 0) {
    return null;
  }
  const row = rowOfPhoto(rows, photo);
  return {
    top: rowsTop(geometry, section) + (rows.tops[row] as number),
    height: rows.heights[row] as number,
  };
}

export function anchorAt(
  geometry: GalleryGeometry,
  y: number,
  hothashOf: (section: string, photo: number) => string | null,
): GalleryAnchor | null {
  const index = sectionAt(geometry, y);
  const section = geometry.sections[index];
  if (!section) {
    return null;
  }
  const top = geometry.tops[index] as number;
  const height = (geometry.tops[index + 1] as number) - top;
  const fraction = height > 0 ? (y - top) / height : 0;
  const rows = geometry.rows[index];
  const start = rowsTop(geometry, index);
  if (rows && y >= start) {
    const row = rowAt(rows, y - start);
    const hothash = hothashOf(section.key, rows.starts[row] as number);
    if (hothash !== null) {
      return { section: section.key, hothash, offset: y - start - (rows.tops[row] as number), fraction };
    }
  }
  return { section: section.key, hothash: null, offset: y - top, fraction };
}

/** Where an anchor is now; null when its section is gone. */
export function findAnchor(
  geometry: GalleryGeometry,
  anchor: GalleryAnchor,
  photoOf: (section: string, hothash: string) => number,
): number | null {
  const index = geometry.sections.findIndex((section) => section.key === anchor.section);
  if (index < 0) {
    return null;
  }
  const top = geometry.tops[index] as number;
  if (anchor.hothash !== null) {
    const place = photoPlace(geometry, index, photoOf(anchor.section, anchor.hothash));
    if (place) {
      // The top may have been in the gap below the row; a row that became lower must not let it slip to the next.
      const { gap, sectionGap } = geometry.metrics;
      return place.top + Math.min(anchor.offset, place.height + gap + sectionGap);
    }
  }
  const heading = headingOf(geometry.sections[index] as GallerySection, geometry.metrics);
  if (anchor.offset <= heading && anchor.hothash === null) {
    return top + anchor.offset;
  }
  return top + anchor.fraction * ((geometry.tops[index + 1] as number) - top);
}

function headingOf(section: GallerySection, metrics: GalleryMetrics): number {
  return section.heading === null ? 0 : metrics.headingHeight;
}

function gapAfter(section: GallerySection, metrics: GalleryMetrics): number {
  return section.heading === null ? 0 : metrics.sectionGap;
}

function rowsHeight(section: GallerySection, rows: JustifiedRows | null, metrics: GalleryMetrics): number {
  if (section.count === 0) {
    return 0;
  }
  return rows
    ? (rows.tops[rows.heights.length] as number)
    : estimateRows(section.count, metrics) * (metrics.targetHeight + metrics.gap);
}
