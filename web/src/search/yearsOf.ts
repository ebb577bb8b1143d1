import type { FacetCount } from "../service/PhotoService";

/** Counts of months as counts of years, newest first; photos without a date have none. */
export function yearsOf(months: readonly FacetCount[]): { year: string; count: number }[] {
  const years = new Map<string, number>();
  for (const { value, count } of months) {
    if (value !== "undated") {
      const year = value.slice(0, 4);
      years.set(year, (years.get(year) ?? 0) + count);
    }
  }
  return [...years].map(([year, count]) => ({ year, count }));
}

/** How many photos have so many stars or more, for 5 to 1 stars. */
export function ratingsFrom(ratings: readonly FacetCount[]): { stars: number; count: number }[] {
  return [5, 4, 3, 2, 1].map((stars) => ({
    stars,
    count: ratings.reduce((sum, it) => (Number(it.value) >= stars ? sum + it.count : sum), 0),
  }));
}
