import type { PhotoSearch } from "../service/PhotoService";

/** What a person looks for, as it stands in the address bar. */
export interface PhotoFilter {
  readonly q?: string;
  /** At least so many stars, 1 to 5. */
  readonly rating?: number;
  /** An author's id. */
  readonly author?: number;
  /** All of these, separated by commas; a tag itself has none. */
  readonly tags?: string;
}

/** Reads a filter from address parameters; what makes no sense there is left out. */
export function filterFrom(parameters: Record<string, unknown>): PhotoFilter {
  const q = text(parameters.q);
  const rating = wholeNumber(parameters.rating, 1, 5);
  const author = wholeNumber(parameters.author, 1, Number.MAX_SAFE_INTEGER);
  const tags = tagsOf({ tags: text(parameters.tags) ?? "" }).join(",");
  return {
    ...(q !== undefined && { q }),
    ...(rating !== undefined && { rating }),
    ...(author !== undefined && { author }),
    ...(tags !== "" && { tags }),
  };
}

export function isEmpty(filter: PhotoFilter): boolean {
  return (
    filter.q === undefined &&
    filter.rating === undefined &&
    filter.author === undefined &&
    filter.tags === undefined
  );
}

export function tagsOf(filter: PhotoFilter): string[] {
  return (filter.tags ?? "")
    .split(",")
    .map((tag) => tag.trim())
    .filter((tag) => tag !== "");
}

export function toSearch(filter: PhotoFilter): PhotoSearch {
  const tags = tagsOf(filter);
  return {
    offset: 0,
    limit: 100,
    sort_by: "taken_at",
    sort_order: "desc",
    ...(filter.q !== undefined && { q: filter.q }),
    ...(filter.rating !== undefined && { rating_min: filter.rating }),
    ...(filter.author !== undefined && { author_id: filter.author }),
    ...(tags.length > 0 && { tags }),
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
