import { queryOptions } from "@tanstack/react-query";
import { type PhotoFilter, toQuery } from "../search/PhotoFilter";
import { keys } from "../service/library";
import type { FacetCount, FoundPhotos, PhotoService, Timeline, TimelineMonth } from "../service/PhotoService";
import type { GallerySection } from "./galleryGeometry";
import { aspectOf } from "./justifiedRows";

/** The photos of one section in columns of equal length, so that a month of 100,000 photos stays small. */
export interface SectionPhotos {
  readonly hothash: readonly string[];
  readonly takenAt: readonly (string | null)[];
  readonly rating: readonly (number | null)[];
  readonly raw: readonly boolean[];
  readonly aspects: Float32Array;
  /** Null where the list does not tell titles. */
  readonly titles: readonly (string | null)[] | null;
}

/** A long list of photos, known by sections, whose photos are fetched one section at a time. */
export interface PhotoSequence {
  /** Two sequences with one id are the same list. */
  readonly id: string;
  readonly total: number;
  readonly sections: readonly GallerySection[];
  section(key: string): ReturnType<typeof sectionQuery>;
  /** The section in which a photo taken then is; null when the list does not tell. */
  sectionOf(takenAt: string | null): string | null;
}

/** What the server answers at most at once. */
const PHOTOS_AT_ONCE = 1000;

export function timelineSequence(
  service: PhotoService,
  timeline: Timeline,
  headingOf: (month: string) => string,
): PhotoSequence {
  return {
    id: "timeline",
    total: timeline.total,
    sections: timeline.months.map(({ month, count }) => ({ key: month, count, heading: headingOf(month) })),
    section: (month) =>
      sectionQuery(keys.month(month), async (signal) => monthPhotos(await service.month(month, signal))),
    sectionOf: (takenAt) => takenAt?.slice(0, 7) ?? "undated",
  };
}

/** @param found with its months counted */
export function searchSequence(
  service: PhotoService,
  filter: PhotoFilter,
  found: FoundPhotos,
  headingOf: (month: string) => string,
): PhotoSequence {
  const stretches = stretchesOf(found.facets.month ?? []);
  return {
    id: `search ${JSON.stringify(filter)}`,
    total: found.total,
    sections: stretches.map(({ key, count }) => ({ key, count, heading: headingOf(key) })),
    section: (key) => {
      const stretch = stretches.find((it) => it.key === key);
      return searchStretchQuery(service, filter, key, stretch?.first ?? 0, stretch?.count ?? 0);
    },
    sectionOf: (takenAt) => {
      const month = takenAt?.slice(0, 7) ?? UNDATED;
      return stretches.find((it) => it.key === month || it.key === month.slice(0, 4))?.key ?? null;
    },
  };
}

const UNDATED = "undated";

/** With fewer photos than these in a month, years are easier to look through. */
const FEW_IN_A_MONTH = 8;

interface Stretch {
  /** A month, a year or `undated`. */
  readonly key: string;
  /** How many photos come before. */
  readonly first: number;
  readonly count: number;
}

/**
 * The sections of a search result: its months, or its years when months have few photos each.
 *
 * @param months with their counts, in the order of the result
 */
export function stretchesOf(months: readonly FacetCount[]): Stretch[] {
  const total = months.reduce((sum, month) => sum + month.count, 0);
  const byYear = total < FEW_IN_A_MONTH * months.length;
  const stretches: Stretch[] = [];
  let first = 0;
  for (const { value, count } of months) {
    const key = byYear && value !== UNDATED ? value.slice(0, 4) : value;
    const last = stretches.at(-1);
    if (last?.key === key) {
      stretches[stretches.length - 1] = { ...last, count: last.count + count };
    } else {
      stretches.push({ key, first, count });
    }
    first += count;
  }
  return stretches;
}

/** Results are in the order of time, so that a month is a stretch of the whole. */
function searchStretchQuery(
  service: PhotoService,
  filter: PhotoFilter,
  key: string,
  first: number,
  count: number,
) {
  return sectionQuery([...keys.searches, filter, key, first, count], async (signal) => {
    const parts: FoundPhotos[] = [];
    for (let offset = first; offset < first + count; offset += PHOTOS_AT_ONCE) {
      const limit = Math.min(PHOTOS_AT_ONCE, first + count - offset);
      parts.push(await service.find({ ...toQuery(filter), offset, limit }, signal));
    }
    return foundPhotos(parts);
  });
}

function sectionQuery(queryKey: readonly unknown[], load: (signal: AbortSignal) => Promise<SectionPhotos>) {
  return queryOptions({
    queryKey,
    queryFn: ({ signal }) => load(signal),
    // Columns are compared by identity: comparing 100,000 hashes with the old ones would cost more than drawing.
    structuralSharing: false,
  });
}

function monthPhotos(month: TimelineMonth): SectionPhotos {
  return {
    hothash: month.hothash,
    takenAt: month.taken_at,
    rating: month.rating,
    raw: month.kind.map((kind) => kind === "raw"),
    aspects: Float32Array.from(month.hothash, (_, photo) =>
      aspectOf(month.width[photo], month.height[photo]),
    ),
    titles: null,
  };
}

function foundPhotos(parts: readonly FoundPhotos[]): SectionPhotos {
  const width = parts.flatMap((part) => part.width);
  const height = parts.flatMap((part) => part.height);
  return {
    hothash: parts.flatMap((part) => part.hothash),
    takenAt: parts.flatMap((part) => part.taken_at),
    rating: parts.flatMap((part) => part.rating),
    raw: parts.flatMap((part) => part.kind.map((kind) => kind === "raw")),
    aspects: Float32Array.from(width, (it, photo) => aspectOf(it, height[photo])),
    titles: parts.flatMap((part) => part.title),
  };
}
