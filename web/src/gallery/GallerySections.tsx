import { memo } from "react";
import { Button } from "../elements/Button";
import { useLanguage } from "../messages/language";
import { type GalleryGeometry, rowsBetween, rowsTop, sectionsBetween } from "./galleryGeometry";
import { rowMetrics } from "./galleryLayout";
import { boxesOfRow, type JustifiedRows, type RowMetrics } from "./justifiedRows";
import type { PhotoSequence, SectionPhotos } from "./PhotoSequence";
import { PhotoThumbnail } from "./PhotoThumbnail";

export interface GallerySectionsProps {
  sequence: PhotoSequence;
  geometry: GalleryGeometry;
  photos: ReadonlyMap<string, SectionPhotos>;
  failed: ReadonlyMap<string, () => void>;
  /** The stretch of the gallery to draw, in CSS pixels from its top. */
  from: number;
  to: number;
  /** The part of a photo's address after its path. */
  query: string;
  /** Whether photos fly by too fast to be fetched. */
  passing: boolean;
  /** The photo that the Tab key reaches. */
  tabStop: string | null;
}

/** The sections and rows that a stretch of the gallery touches, and nothing else. */
export const GallerySections = memo(function GallerySections(props: GallerySectionsProps) {
  const { sequence, geometry, photos, failed, from, to, query, passing, tabStop } = props;
  const { messages, formats } = useLanguage();
  const drawn = sectionsBetween(geometry, from, to);
  if (!drawn) {
    return null;
  }
  return sequence.sections.slice(drawn.first, drawn.last + 1).map((section, offset) => {
    const index = drawn.first + offset;
    const loaded = photos.get(section.key);
    const top = geometry.tops[index] as number;
    const heading = rowsTop(geometry, index) - top;
    const rows = rowsBetween(geometry, index, from, to);
    return (
      <div
        key={section.key}
        data-section={section.key}
        className="absolute inset-x-0"
        style={{ top, height: (geometry.tops[index + 1] as number) - top }}
      >
        {section.heading !== null && (
          <h2
            className="sticky top-0 z-10 -mx-1 flex items-end gap-2 bg-surface/95 px-2 pb-2 text-[15px] font-semibold sm:-mx-4 sm:px-4"
            style={{ height: heading }}
          >
            {section.heading}
            <span className="text-[13px] font-normal text-muted">
              <span aria-hidden>{formats.number(section.count)}</span>
              <span className="sr-only">, {messages.gallery.photos(section.count, formats.number)}</span>
            </span>
          </h2>
        )}
        {failed.has(section.key) && (
          <div className="flex flex-wrap items-center gap-3 p-4 text-muted" role="alert">
            {messages.gallery.sectionFailed}
            <Button onClick={failed.get(section.key)}>{messages.common.tryAgain}</Button>
          </div>
        )}
        {!loaded && !failed.has(section.key) && (
          <div
            className="gallery-placeholder absolute inset-x-0 bottom-0"
            style={{
              top: heading,
              backgroundSize: `${geometry.metrics.targetHeight * 1.5 + geometry.metrics.gap}px ${geometry.metrics.targetHeight + geometry.metrics.gap}px`,
            }}
          />
        )}
        {loaded && rows && (
          <SectionRows
            photos={loaded}
            rows={geometry.rows[index] as JustifiedRows}
            first={rows.first}
            last={rows.last}
            top={heading}
            metrics={rowMetrics(geometry.metrics, sequence, index)}
            addressOf={(hothash) => `/photo/${hothash}${query}`}
            passing={passing}
            tabStop={tabStop}
          />
        )}
      </div>
    );
  });
});

interface SectionRowsProps {
  photos: SectionPhotos;
  rows: JustifiedRows;
  first: number;
  last: number;
  top: number;
  metrics: RowMetrics;
  addressOf(hothash: string): string;
  passing: boolean;
  tabStop: string | null;
}

function SectionRows({
  photos,
  rows,
  first,
  last,
  top,
  metrics,
  addressOf,
  passing,
  tabStop,
}: SectionRowsProps) {
  const { messages, formats } = useLanguage();
  const drawn = [];
  for (let row = first; row <= last; row++) {
    const from = rows.starts[row] as number;
    const boxes = boxesOfRow(photos.aspects, rows, row, metrics);
    drawn.push(
      <div
        key={from}
        className="absolute inset-x-0"
        style={{ top: top + (rows.tops[row] as number), height: rows.heights[row] }}
      >
        {boxes.map((box, place) => {
          const photo = from + place;
          const hothash = photos.hothash[photo] as string;
          const takenAt = photos.takenAt[photo];
          return (
            <PhotoThumbnail
              key={hothash}
              hothash={hothash}
              label={messages.gallery.photoLabel({
                title: photos.titles?.[photo] ?? null,
                taken: takenAt ? formats.taken(takenAt) : null,
                rating: photos.rating[photo] ?? 0,
                raw: photos.raw[photo] ?? false,
              })}
              address={addressOf(hothash)}
              left={box.left}
              width={box.width}
              height={rows.heights[row] as number}
              rating={photos.rating[photo] ?? null}
              raw={photos.raw[photo] ?? false}
              passing={passing}
              tabStop={hothash === tabStop}
            />
          );
        })}
      </div>,
    );
  }
  return drawn;
}
