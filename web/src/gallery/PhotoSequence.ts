import { queryOptions } from "@tanstack/react-query";
import { type PhotoFilter, toSearch } from "../search/PhotoFilter";
import { keys } from "../service/library";
import type { Photo, PhotoService, Timeline, TimelineMonth } from "../service/PhotoService";
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
  /** How many photos the whole list has, where a section's answer tells it. */
  readonly listTotal: number | null;
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

export const PHOTOS_OF_A_PAGE = 60;

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

export function searchSequence(service: PhotoService, filter: PhotoFilter, total: number): PhotoSequence {
  const pages = Math.ceil(total / PHOTOS_OF_A_PAGE);
  return {
    id: `search ${JSON.stringify(filter)}`,
    total,
    sections: Array.from({ length: pages }, (_, page) => ({
      key: String(page),
      count: Math.min(PHOTOS_OF_A_PAGE, total - page * PHOTOS_OF_A_PAGE),
      heading: null,
    })),
    section: (page) => searchPageQuery(service, filter, Number(page)),
    sectionOf: () => null,
  };
}

export function searchPageQuery(service: PhotoService, filter: PhotoFilter, page: number) {
  return sectionQuery([...keys.searches, filter, page], async (signal) => {
    const search = { ...toSearch(filter), offset: page * PHOTOS_OF_A_PAGE, limit: PHOTOS_OF_A_PAGE };
    const answer = await service.search(search, signal);
    return pagePhotos(answer.data, answer.meta.total);
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
    listTotal: null,
  };
}

function pagePhotos(photos: readonly Photo[], listTotal: number): SectionPhotos {
  return {
    hothash: photos.map((photo) => photo.hothash),
    takenAt: photos.map((photo) => photo.taken_at),
    rating: photos.map((photo) => photo.rating),
    raw: photos.map((photo) => photo.files.some((file) => file.file_format === "raw")),
    aspects: Float32Array.from(photos, (photo) => aspectOf(photo.width, photo.height)),
    titles: photos.map((photo) => photo.title),
    listTotal,
  };
}
