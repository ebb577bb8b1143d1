import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useLanguage } from "../messages/language";
import { isEmpty, type PhotoFilter } from "../search/PhotoFilter";
import { searchQuery } from "../search/searchQuery";
import { timelineQuery, usePhotoService } from "../service/library";
import { type PhotoSequence, searchSequence, timelineSequence } from "./PhotoSequence";

export interface LibrarySequence {
  /** Undefined until the server has answered. */
  readonly sequence: PhotoSequence | undefined;
  readonly failure: Error | null;
  retry(): void;
}

/** The whole timeline for an empty filter, otherwise the photos that the filter finds. */
export function useLibrarySequence(filter: PhotoFilter): LibrarySequence {
  const service = usePhotoService();
  const { messages, formats } = useLanguage();
  const whole = isEmpty(filter);
  const timeline = useQuery({ ...timelineQuery(service), enabled: whole });
  const search = useQuery({ ...searchQuery(service, filter), enabled: !whole });
  const written = JSON.stringify(filter);
  const sequence = useMemo(() => {
    const wanted = JSON.parse(written) as PhotoFilter;
    const headingOf = (key: string) =>
      key === "undated" ? messages.gallery.undated : key.length === 4 ? key : formats.month(key);
    return isEmpty(wanted)
      ? timeline.data && timelineSequence(service, timeline.data, headingOf)
      : search.data && searchSequence(service, wanted, search.data, headingOf);
  }, [service, written, timeline.data, search.data, messages, formats]);
  const query = whole ? timeline : search;
  return { sequence, failure: query.data ? null : query.error, retry: () => void query.refetch() };
}
