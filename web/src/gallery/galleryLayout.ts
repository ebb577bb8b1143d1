import { arrangeSections, type GalleryGeometry, type GalleryMetrics } from "./galleryGeometry";
import { type JustifiedRows, layOutRows, type RowMetrics } from "./justifiedRows";
import type { PhotoSequence, SectionPhotos } from "./PhotoSequence";

/**
 * How large things are in a gallery of a width.
 *
 * @param width of the scroller with its padding, in CSS pixels
 * @param scrubbed whether there is room kept for the strip of years
 */
export function metricsFor(width: number, scrubbed: boolean): GalleryMetrics {
  const phone = width < 640;
  // The scroller's own padding is outside the rows.
  const padding = phone ? 8 : scrubbed ? 72 : 32;
  return {
    width: Math.max(0, width - padding),
    targetHeight: phone ? 104 : width < 1100 ? 140 : 164,
    gap: phone ? 3 : 4,
    headingHeight: phone ? 44 : 52,
    sectionGap: phone ? 4 : 8,
  };
}

/** A page in the middle of a search result must not end in a ragged row. */
export function rowMetrics(metrics: GalleryMetrics, sequence: PhotoSequence, section: number): RowMetrics {
  const inside = sequence.sections[section]?.heading === null && section < sequence.sections.length - 1;
  return inside ? { ...metrics, fillLastRow: true } : metrics;
}

const layouts = new WeakMap<SectionPhotos, { metrics: GalleryMetrics; rows: JustifiedRows }>();

/** Lays out what is loaded, and only what has not been laid out for these metrics before. */
export function arrange(
  sequence: PhotoSequence,
  photos: ReadonlyMap<string, SectionPhotos>,
  metrics: GalleryMetrics,
): GalleryGeometry {
  return arrangeSections(
    sequence.sections,
    (section, index) => {
      const loaded = photos.get(section.key);
      if (!loaded || metrics.width === 0) {
        return null;
      }
      const known = layouts.get(loaded);
      if (known?.metrics === metrics) {
        return known.rows;
      }
      const rows = layOutRows(loaded.aspects, rowMetrics(metrics, sequence, index));
      layouts.set(loaded, { metrics, rows });
      return rows;
    },
    metrics,
  );
}
