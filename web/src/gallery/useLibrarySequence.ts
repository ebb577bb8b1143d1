import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useLanguage } from "../messages/language";
import { isEmpty, type PhotoFilter } from "../search/PhotoFilter";
import { timelineQuery, usePhotoService } from "../service/library";
import { type PhotoSequence, searchPageQuery, searchSequence, timelineSequence } from "./PhotoSequence";

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
  const firstPage = useQuery({ ...searchPageQuery(service, filter, 0), enabled: !whole });
  const total = firstPage.data?.listTotal ?? null;
  const written = JSON.stringify(filter);
  const sequence = useMemo(() => {
    const wanted = JSON.parse(written) as PhotoFilter;
    if (isEmpty(wanted)) {
      const headingOf = (month: string) =>
        month === "undated" ? messages.gallery.undated : formats.month(month);
      return timeline.data && timelineSequence(service, timeline.data, headingOf);
    }
    return total === null ? undefined : searchSequence(service, wanted, total);
  }, [service, written, timeline.data, total, messages, formats]);
  const query = whole ? timeline : firstPage;
  return { sequence, failure: query.data ? null : query.error, retry: () => void query.refetch() };
}
