import { useNavigate } from "@tanstack/react-router";
import {
  type KeyboardEvent,
  type MouseEvent,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { Button } from "../elements/Button";
import { useElementSize } from "../elements/useElementSize";
import { useLanguage } from "../messages/language";
import { type PhotoFilter, queryString } from "../search/PhotoFilter";
import { useGalleryCursor } from "./galleryCursor";
import {
  arrangeSections,
  type GalleryGeometry,
  type GalleryMetrics,
  photoPlace,
  rowsBetween,
  rowsTop,
  sectionsBetween,
  totalHeight,
} from "./galleryGeometry";
import { neighbourOf, type PhotoPosition } from "./galleryKeys";
import { boxesOfRow, type JustifiedRows, layOutRows, type RowMetrics } from "./justifiedRows";
import type { PhotoSequence, SectionPhotos } from "./PhotoSequence";
import { PhotoThumbnail } from "./PhotoThumbnail";
import { TimelineScrubber } from "./TimelineScrubber";
import { useGalleryScroll } from "./useGalleryScroll";
import { useSectionPhotos } from "./useSectionPhotos";

export interface PhotoGalleryProps {
  sequence: PhotoSequence;
  /** The filter that made the list, for the addresses of its photos. */
  filter: PhotoFilter;
  label: string;
  /** Whether the gallery is in front; behind an open photo it follows where that photo is. */
  active: boolean;
}

/**
 * Any number of photos in justified rows. Counts give every section its height at once; a section's photos are fetched
 * when it comes near the viewport, and only the rows near the viewport are drawn.
 */
export function PhotoGallery({ sequence, filter, label, active }: PhotoGalleryProps) {
  const { messages, formats } = useLanguage();
  const navigate = useNavigate();
  const { cursor } = useGalleryCursor();
  const scroller = useRef<HTMLDivElement>(null);
  const size = useElementSize(scroller);
  const scrubbed = sequence.sections[0]?.heading != null;
  const metrics = useMemo(() => metricsFor(size.width, scrubbed), [size.width, scrubbed]);
  const [wanted, setWanted] = useState<readonly string[]>([]);
  const { photos, failed } = useSectionPhotos(sequence, wanted);
  const geometry = useMemo(() => arrange(sequence, photos, metrics), [sequence, photos, metrics]);
  const scroll = useGalleryScroll(scroller, sequence.id, geometry, photos);
  const [tabStop, setTabStop] = useState<string | null>(null);
  const toFocus = useRef<PhotoPosition | null>(null);
  const toReveal = useRef<{ section: string; hothash: string } | null>(null);

  const range = sectionsBetween(geometry, scroll.top - size.height, scroll.top + 2 * size.height);
  const near = range && size.height > 0 ? keysBetween(sequence, range.first, range.last) : "";
  useEffect(() => {
    if (!scroll.fast && near !== "") {
      setWanted(near.split(" "));
    }
  }, [near, scroll.fast]);

  // While a photo is open in front, bring it into view behind, so that closing it leads back to its place.
  useLayoutEffect(() => {
    if (!active && cursor?.sequence === sequence.id) {
      toReveal.current = cursor;
    }
  }, [active, cursor, sequence.id]);

  const { scrollTo } = scroll;
  useLayoutEffect(() => {
    const reveal = toReveal.current;
    const element = scroller.current;
    if (!reveal || !element || size.height === 0) {
      return;
    }
    const section = sequence.sections.findIndex((it) => it.key === reveal.section);
    const photo = photos.get(reveal.section)?.hothash.indexOf(reveal.hothash) ?? -1;
    const place = photoPlace(geometry, section, photo);
    if (place) {
      toReveal.current = null;
      setTabStop(reveal.hothash);
      if (place.top < element.scrollTop || place.top + place.height > element.scrollTop + size.height) {
        scrollTo(place.top - (size.height - place.height) / 2);
      }
    } else if (section >= 0 && !wanted.includes(reveal.section)) {
      scrollTo(geometry.tops[section] as number);
    }
  });

  // The photo that was open gets the keyboard's focus back, unless the person has already put it elsewhere.
  const wasActive = useRef(active);
  useEffect(() => {
    if (active && !wasActive.current && tabStop !== null) {
      photoLink(scroller.current, tabStop)?.focus({ preventScroll: true });
    }
    wasActive.current = active;
  }, [active, tabStop]);

  useLayoutEffect(() => {
    const goal = toFocus.current;
    const element = scroller.current;
    if (!goal || !element) {
      return;
    }
    const key = sequence.sections[goal.section]?.key ?? "";
    const hothash = photos.get(key)?.hothash.at(goal.photo);
    const photo = photos.get(key)?.hothash.indexOf(hothash ?? "") ?? -1;
    const place = photoPlace(geometry, goal.section, photo);
    if (hothash === undefined || !place) {
      scrollTo(geometry.tops[goal.section] as number);
      return;
    }
    const heading = metrics.headingHeight;
    if (place.top - heading < element.scrollTop) {
      scrollTo(place.top - heading);
    } else if (place.top + place.height > element.scrollTop + size.height) {
      scrollTo(place.top + place.height - size.height + metrics.gap);
    }
    const link = photoLink(element, hothash);
    if (link) {
      toFocus.current = null;
      link.focus({ preventScroll: true });
    }
  });

  const open = (hothash: string, section: string) =>
    void navigate({
      to: "/photo/$hothash",
      params: { hothash },
      search: filter,
      state: { section, fromGallery: true },
    });

  const onClick = (event: MouseEvent) => {
    const link = (event.target as Element).closest<HTMLElement>("a[data-photo]");
    if (link && event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      setTabStop(link.dataset.photo ?? null);
      open(link.dataset.photo ?? "", link.closest<HTMLElement>("[data-section]")?.dataset.section ?? "");
    }
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const link = (event.target as Element).closest<HTMLElement>("a[data-photo]");
    if (!link || event.metaKey || event.ctrlKey || event.altKey) {
      return;
    }
    const key = link.closest<HTMLElement>("[data-section]")?.dataset.section ?? "";
    const section = sequence.sections.findIndex((it) => it.key === key);
    const photo = photos.get(key)?.hothash.indexOf(link.dataset.photo ?? "") ?? -1;
    const aspects = (index: number) => photos.get(sequence.sections[index]?.key ?? "")?.aspects ?? null;
    const next = neighbourOf(event.key, { section, photo }, geometry, aspects);
    if (next) {
      event.preventDefault();
      toFocus.current = next;
      const hothash = photos.get(sequence.sections[next.section]?.key ?? "")?.hothash.at(next.photo);
      setTabStop(hothash ?? link.dataset.photo ?? null);
    }
  };

  const overscan = size.height * 0.75;
  const drawn = sectionsBetween(geometry, scroll.top - overscan, scroll.top + size.height + overscan);
  const firstShown = tabStop ?? firstPhotoAt(geometry, photos, scroll.top);
  return (
    <div className="relative h-full">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the handlers belong to the links inside */}
      <div
        ref={scroller}
        onScroll={scroll.onScroll}
        onClick={onClick}
        onKeyDown={onKeyDown}
        onFocus={(event) => {
          const hothash = (event.target as HTMLElement).dataset.photo;
          if (hothash !== undefined) {
            setTabStop(hothash);
          }
        }}
        className={`gallery-scroller h-full overflow-x-hidden overflow-y-scroll px-1 sm:pl-4 ${scrubbed ? "scrollbarless sm:pr-14" : "sm:pr-4"}`}
        data-testid="gallery"
      >
        <section aria-label={label} className="relative" style={{ height: totalHeight(geometry) }}>
          {drawn &&
            sequence.sections.slice(drawn.first, drawn.last + 1).map((section, offset) => {
              const index = drawn.first + offset;
              const loaded = photos.get(section.key);
              const top = geometry.tops[index] as number;
              const heading = rowsTop(geometry, index) - top;
              const rows = rowsBetween(
                geometry,
                index,
                scroll.top - overscan,
                scroll.top + size.height + overscan,
              );
              return (
                <div
                  key={section.key}
                  data-section={section.key}
                  className="absolute inset-x-0"
                  style={{ top, height: (geometry.tops[index + 1] as number) - top }}
                >
                  {section.heading !== null && (
                    <h2
                      className="sticky top-0 z-10 -mx-1 flex items-end gap-2 bg-surface/90 px-2 pb-2 text-[15px] font-semibold backdrop-blur-sm sm:-mx-4 sm:px-4"
                      style={{ height: heading }}
                    >
                      {section.heading}
                      <span className="text-[13px] font-normal text-muted">
                        <span aria-hidden>{formats.number(section.count)}</span>
                        <span className="sr-only">
                          , {messages.gallery.photos(section.count, formats.number)}
                        </span>
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
                        backgroundSize: `${metrics.targetHeight * 1.5 + metrics.gap}px ${metrics.targetHeight + metrics.gap}px`,
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
                      metrics={rowMetrics(metrics, sequence, index)}
                      addressOf={(hothash) => `/photo/${hothash}${queryString(filter)}`}
                      passing={scroll.fast}
                      tabStop={firstShown}
                    />
                  )}
                </div>
              );
            })}
        </section>
      </div>
      {scrubbed && (
        <TimelineScrubber
          geometry={geometry}
          top={scroll.top}
          height={size.height}
          onScrollTo={scroll.scrollTo}
        />
      )}
    </div>
  );
}

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

function metricsFor(width: number, scrubbed: boolean): GalleryMetrics {
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
function rowMetrics(metrics: GalleryMetrics, sequence: PhotoSequence, section: number): RowMetrics {
  const inside = sequence.sections[section]?.heading === null && section < sequence.sections.length - 1;
  return inside ? { ...metrics, fillLastRow: true } : metrics;
}

const layouts = new WeakMap<SectionPhotos, { metrics: GalleryMetrics; rows: JustifiedRows }>();

function arrange(
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

function keysBetween(sequence: PhotoSequence, first: number, last: number): string {
  return sequence.sections
    .slice(first, last + 1)
    .map((section) => section.key)
    .join(" ");
}

/** The photo that the Tab key reaches when none has been looked at: the first one in view. */
function firstPhotoAt(
  geometry: GalleryGeometry,
  photos: ReadonlyMap<string, SectionPhotos>,
  top: number,
): string | null {
  const range = sectionsBetween(geometry, top, top);
  const section = range && geometry.sections[range.first];
  const rows = range && geometry.rows[range.first];
  if (!range || !section || !rows) {
    return null;
  }
  const visible = rowsBetween(geometry, range.first, top, top + 1) ?? { first: 0 };
  return photos.get(section.key)?.hothash[rows.starts[visible.first] as number] ?? null;
}

function photoLink(scroller: HTMLElement | null, hothash: string): HTMLElement | null {
  return scroller?.querySelector<HTMLElement>(`a[data-photo="${CSS.escape(hothash)}"]`) ?? null;
}
