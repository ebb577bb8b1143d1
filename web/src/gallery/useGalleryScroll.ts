import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { anchorAt, findAnchor, type GalleryAnchor, type GalleryGeometry } from "./galleryGeometry";
import type { SectionPhotos } from "./PhotoSequence";

/** Faster than this, in CSS pixels a millisecond, a person looks for a place and not at photos. */
const FAST = 4;
const SETTLED_AFTER_MILLISECONDS = 120;

/** Where each list was left, for the time the page is open. */
const places = new Map<string, GalleryAnchor>();

/** Every list is another one from now on. */
export function forgetPlaces(): void {
  places.clear();
}

export interface GalleryScroll {
  readonly top: number;
  /** Whether photos fly by too fast to be fetched. */
  readonly fast: boolean;
  /** For the scroller's `onScroll`. */
  onScroll(): void;
  scrollTo(top: number): void;
}

/**
 * Follows the scroll position and holds on to the photo at the top of the viewport whenever the gallery is laid out
 * anew: when a month above gets its true height, the window changes its width, or photos are added.
 */
export function useGalleryScroll(
  scroller: RefObject<HTMLElement | null>,
  id: string,
  geometry: GalleryGeometry,
  photos: ReadonlyMap<string, SectionPhotos>,
): GalleryScroll {
  const [top, setTop] = useState(0);
  const [fast, setFast] = useState(false);
  const settled = useRef<ReturnType<typeof setTimeout>>(undefined);
  const last = useRef({ top: 0, time: 0 });
  const shown = useRef({ geometry, photos });

  const holdPlace = useCallback(() => {
    const at = scroller.current?.scrollTop ?? 0;
    const { geometry: laidOut, photos: loaded } = shown.current;
    if (laidOut.metrics.width === 0) {
      return;
    }
    const held = places.get(id);
    if (
      held?.hothash &&
      !loaded.has(held.section) &&
      Math.abs((whereIs(held, laidOut, loaded) ?? 0) - at) < 2
    ) {
      // Still waiting for the photos among which the exact place is.
      return;
    }
    const hothashOf = (section: string, photo: number) => loaded.get(section)?.hothash[photo] ?? null;
    const anchor = at <= 0 ? null : anchorAt(laidOut, at, hothashOf);
    if (anchor) {
      places.set(id, anchor);
    } else {
      places.delete(id);
    }
  }, [scroller, id]);

  useLayoutEffect(() => {
    const element = scroller.current;
    // The browser may have scrolled on without having told it yet. At the very end, it may instead have been forced up
    // by a height that shrank: there, what it told last is right.
    if (element && element.scrollTop < element.scrollHeight - element.clientHeight - 1) {
      holdPlace();
    }
    shown.current = { geometry, photos };
    const anchor = places.get(id);
    if (!element || !anchor || geometry.metrics.width === 0) {
      return;
    }
    const wanted = whereIs(anchor, geometry, photos);
    if (wanted !== null && Math.abs(wanted - element.scrollTop) >= 1) {
      element.scrollTop = wanted;
      last.current = { top: element.scrollTop, time: performance.now() };
      setTop(element.scrollTop);
    }
  }, [scroller, id, geometry, photos, holdPlace]);

  useEffect(() => () => clearTimeout(settled.current), []);

  const onScroll = useCallback(() => {
    const element = scroller.current;
    if (!element) {
      return;
    }
    const time = performance.now();
    const distance = Math.abs(element.scrollTop - last.current.top);
    const speed = distance / Math.max(1, time - last.current.time);
    last.current = { top: element.scrollTop, time };
    if (distance > 2 * element.clientHeight || (speed > FAST && distance > element.clientHeight / 4)) {
      setFast(true);
    }
    clearTimeout(settled.current);
    settled.current = setTimeout(() => setFast(false), SETTLED_AFTER_MILLISECONDS);
    holdPlace();
    setTop(element.scrollTop);
  }, [scroller, holdPlace]);

  const scrollTo = useCallback(
    (wanted: number) => {
      scroller.current?.scrollTo({ top: wanted, behavior: "instant" });
    },
    [scroller],
  );

  return { top, fast, onScroll, scrollTo };
}

function whereIs(
  anchor: GalleryAnchor,
  geometry: GalleryGeometry,
  photos: ReadonlyMap<string, SectionPhotos>,
): number | null {
  const photoOf = (section: string, hothash: string) => photos.get(section)?.hothash.indexOf(hothash) ?? -1;
  return findAnchor(geometry, anchor, photoOf);
}
