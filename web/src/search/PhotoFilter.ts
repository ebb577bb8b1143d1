import type { PhotoQuery } from "../service/PhotoService";

/** What a person looks for, as it stands in the address bar. */
export interface PhotoFilter {
  readonly q?: string;
  /** At least so many stars, 1 to 5. */
  readonly rating?: number;
  /** An author's id. */
  readonly author?: number;
  /** All of these, separated by commas; a tag itself has none. */
  readonly tags?: string;
  readonly camera?: string;
  /** The format of one of the photo's files, such as `jpeg`. */
  readonly kind?: string;
  /** A year as `YYYY` or a month as `YYYY-MM`. */
  readonly taken?: string;
  readonly place?: "yes" | "no";
  readonly raw?: "yes" | "no";
  /** An import session's id. */
  readonly session?: number;
}

/** Reads a filter from address parameters; what makes no sense there is left out. */
export function filterFrom(parameters: Record<string, unknown>): PhotoFilter {
  const filter: { -readonly [Name in keyof PhotoFilter]: PhotoFilter[Name] | undefined } = {
    q: text(parameters.q)?.slice(0, LONGEST_TEXT),
    rating: wholeNumber(parameters.rating, 1, 5),
    author: wholeNumber(parameters.author, 1, Number.MAX_SAFE_INTEGER),
    tags: text(tagsOf({ tags: text(parameters.tags) ?? "" }).join(",")),
    camera: text(parameters.camera)?.slice(0, LONGEST_NAME),
    kind: text(parameters.kind)?.slice(0, LONGEST_NAME),
    taken: /^\d{4}(-(0[1-9]|1[0-2]))?$/.test(text(parameters.taken) ?? "")
      ? text(parameters.taken)
      : undefined,
    place: yesOrNo(parameters.place),
    raw: yesOrNo(parameters.raw),
    session: wholeNumber(parameters.session, 1, Number.MAX_SAFE_INTEGER),
  };
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
}

/** As the server takes them. */
const LONGEST_TEXT = 200;
const LONGEST_NAME = 100;
const MOST_TAGS = 20;

export function isEmpty(filter: PhotoFilter): boolean {
  return Object.values(filter).every((value) => value === undefined);
}

export function tagsOf(filter: PhotoFilter): string[] {
  return (filter.tags ?? "")
    .split(",")
    .map((tag) => tag.trim().slice(0, LONGEST_NAME))
    .filter((tag) => tag !== "")
    .slice(0, MOST_TAGS);
}

/** The filter without one of its parts. */
export function without(filter: PhotoFilter, name: keyof PhotoFilter): PhotoFilter {
  const { [name]: _, ...rest } = filter;
  return rest;
}

export function withTag(filter: PhotoFilter, tag: string): PhotoFilter {
  const tags = tagsOf(filter);
  return tags.includes(tag) ? filter : { ...filter, tags: [...tags, tag].join(",") };
}

export function withoutTag(filter: PhotoFilter, tag: string): PhotoFilter {
  const tags = tagsOf(filter).filter((it) => it !== tag);
  return tags.length === 0 ? without(filter, "tags") : { ...filter, tags: tags.join(",") };
}

export function toQuery(filter: PhotoFilter): PhotoQuery {
  const tags = tagsOf(filter);
  return {
    ...(filter.q !== undefined && { q: filter.q }),
    ...(filter.rating !== undefined && { rating_min: filter.rating }),
    ...(filter.author !== undefined && { author_id: filter.author }),
    ...(tags.length > 0 && { tag: tags }),
    ...(filter.camera !== undefined && { camera: filter.camera }),
    ...(filter.kind !== undefined && { kind: filter.kind }),
    ...(filter.taken !== undefined && stretchOf(filter.taken)),
    ...(filter.place !== undefined && { has_place: filter.place === "yes" }),
    ...(filter.raw !== undefined && { has_raw: filter.raw === "yes" }),
    ...(filter.session !== undefined && { import_session_id: filter.session }),
  };
}

/** From the first to the last second of a year or month. */
function stretchOf(taken: string): { taken_from: string; taken_to: string } {
  const [year = "", month] = taken.split("-");
  const last =
    month === undefined ? 31 : new Date(Date.UTC(2000 + (Number(year) % 400), Number(month), 0)).getUTCDate();
  return {
    taken_from: `${year}-${month ?? "01"}-01T00:00:00`,
    taken_to: `${year}-${month ?? "12"}-${last}T23:59:59`,
  };
}

/** The filter as the part of an address after the path, with its question mark; empty for an empty filter. */
export function queryString(filter: PhotoFilter): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(filter)) {
    if (value !== undefined) {
      parameters.set(name, String(value));
    }
  }
  const written = parameters.toString();
  return written === "" ? "" : `?${written}`;
}

function text(value: unknown): string | undefined {
  const trimmed = typeof value === "string" || typeof value === "number" ? String(value).trim() : "";
  return trimmed === "" ? undefined : trimmed;
}

function wholeNumber(value: unknown, least: number, most: number): number | undefined {
  const number = Number(text(value) ?? Number.NaN);
  return Number.isInteger(number) && number >= least && number <= most ? number : undefined;
}

function yesOrNo(value: unknown): "yes" | "no" | undefined {
  return value === "yes" || value === "no" ? value : undefined;
}
