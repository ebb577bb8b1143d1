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
import { useElementSize } from "../elements/useElementSize";
import { type PhotoFilter, queryString } from "../search/PhotoFilter";
import { GallerySections } from "./GallerySections";
import { useGalleryCursor } from "./galleryCursor";
import {
  type GalleryGeometry,
  photoPlace,
  rowsBetween,
  sectionsBetween,
  totalHeight,
} from "./galleryGeometry";
import { neighbourOf, type PhotoPosition } from "./galleryKeys";
import { arrange, metricsFor } from "./galleryLayout";
import type { PhotoSequence, SectionPhotos } from "./PhotoSequence";
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

/** In CSS pixels. */
const DRAWING_STEP = 200;

/**
 * Any number of photos in justified rows. Counts give every section its height at once; a section's photos are fetched
 * when it comes near the viewport, and only the rows near the viewport are drawn.
 */
export function PhotoGallery({ sequence, filter, label, active }: PhotoGalleryProps) {
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

  // Drawn in steps, so that a small movement draws nothing anew.
  const overscan = size.height * 0.75;
  const from = Math.floor((scroll.top - overscan) / DRAWING_STEP) * DRAWING_STEP;
  const to = Math.ceil((scroll.top + size.height + overscan) / DRAWING_STEP) * DRAWING_STEP;
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
          <GallerySections
            sequence={sequence}
            geometry={geometry}
            photos={photos}
            failed={failed}
            from={from}
            to={to}
            query={queryString(filter)}
            passing={scroll.fast}
            tabStop={tabStop ?? firstPhotoAt(geometry, photos, from + overscan)}
          />
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
