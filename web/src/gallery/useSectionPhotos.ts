import { useQueries } from "@tanstack/react-query";
import { useState } from "react";
import type { PhotoSequence, SectionPhotos } from "./PhotoSequence";

export interface LoadedSections {
  readonly photos: ReadonlyMap<string, SectionPhotos>;
  /** Sections that could not be fetched, with the way to try again. */
  readonly failed: ReadonlyMap<string, () => void>;
}

const NONE_FAILED: ReadonlyMap<string, () => void> = new Map();

/**
 * Fetches the sections that are wanted now and remembers those that were wanted before, so that the gallery keeps its
 * true height where a person has already been.
 */
export function useSectionPhotos(sequence: PhotoSequence, wanted: readonly string[]): LoadedSections {
  const answers = useQueries({ queries: wanted.map((key) => sequence.section(key)) });
  const [memory, setMemory] = useState({ id: sequence.id, photos: new Map<string, SectionPhotos>() });
  let photos = memory.id === sequence.id ? memory.photos : new Map<string, SectionPhotos>();
  let changed = memory.id !== sequence.id;
  let failed = NONE_FAILED;
  for (const [index, key] of wanted.entries()) {
    const answer = answers[index];
    if (answer?.data && photos.get(key) !== answer.data) {
      if (!changed) {
        photos = new Map(photos);
        changed = true;
      }
      photos.set(key, answer.data);
    }
    if (answer?.isError && !answer.data) {
      failed = new Map(failed).set(key, () => void answer.refetch());
    }
  }
  if (changed) {
    setMemory({ id: sequence.id, photos });
  }
  return { photos, failed };
}
