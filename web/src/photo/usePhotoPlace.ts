import { useQueries } from "@tanstack/react-query";
import { useState } from "react";
import type { PhotoSequence } from "../gallery/PhotoSequence";

export interface NeighbourPhoto {
  readonly hothash: string;
  readonly section: string;
}

export interface PhotoPlace {
  readonly hothash: string;
  readonly section: string;
  /** From 1 to the list's total. */
  readonly position: number;
  readonly total: number;
  readonly previous: NeighbourPhoto | null;
  readonly next: NeighbourPhoto | null;
}

/** So many photos before the end of a section, the next one is fetched. */
const AHEAD = 5;

/**
 * Where a photo is in a list, and what is beside it.
 *
 * @param hint the section in which it was last seen, if known
 * @param takenAt undefined until it is known
 * @returns null until the place is known, or when the photo is not in the list
 */
export function usePhotoPlace(
  sequence: PhotoSequence | undefined,
  hothash: string,
  hint: string | undefined,
  takenAt: string | null | undefined,
): PhotoPlace | null {
  const byDate = takenAt === undefined ? null : (sequence?.sectionOf(takenAt) ?? null);
  const guesses = [hint, byDate ?? sequence?.sections[0]?.key].filter((it) => it !== undefined);
  const candidates = [...new Set(guesses)].filter((key) => sequence?.sections.some((it) => it.key === key));
  const columns = useQueries({ queries: sequence ? candidates.map((key) => sequence.section(key)) : [] });
  const found = candidates.findIndex((_, index) => columns[index]?.data?.hothash.includes(hothash));
  const own = columns[found]?.data;
  const index = own?.hothash.indexOf(hothash) ?? -1;

  const section = sequence?.sections.findIndex((it) => it.key === candidates[found]) ?? -1;
  const wantsBefore = own !== undefined && index < AHEAD ? sequence?.sections[section - 1]?.key : undefined;
  const wantsAfter =
    own !== undefined && index >= own.hothash.length - AHEAD
      ? sequence?.sections[section + 1]?.key
      : undefined;
  const beside = [wantsBefore, wantsAfter].filter((it) => it !== undefined);
  const besideColumns = useQueries({ queries: sequence ? beside.map((key) => sequence.section(key)) : [] });
  const neighbour = (key: string | undefined, at: number): NeighbourPhoto | null => {
    const name = key === undefined ? undefined : besideColumns[beside.indexOf(key)]?.data?.hothash.at(at);
    return key === undefined || name === undefined ? null : { hothash: name, section: key };
  };

  const [last, setLast] = useState<PhotoPlace | null>(null);
  if (!sequence || !own || section < 0) {
    // A photo that was edited out of its search result keeps its neighbours while it is looked at.
    return last?.hothash === hothash ? last : null;
  }
  const key = candidates[found] as string;
  const before = sequence.sections.slice(0, section).reduce((sum, it) => sum + it.count, 0);
  const inside = (at: number): NeighbourPhoto | null => {
    const name = own.hothash[at];
    return name === undefined ? null : { hothash: name, section: key };
  };
  const place: PhotoPlace = {
    hothash,
    section: key,
    position: before + index + 1,
    total: sequence.total,
    previous: inside(index - 1) ?? neighbour(wantsBefore, -1),
    next: inside(index + 1) ?? neighbour(wantsAfter, 0),
  };
  if (JSON.stringify(place) !== JSON.stringify(last)) {
    setLast(place);
  }
  return place;
}
