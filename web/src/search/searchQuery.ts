import { queryOptions } from "@tanstack/react-query";
import { keys } from "../service/library";
import type { PhotoService } from "../service/PhotoService";
import { type PhotoFilter, toQuery } from "./PhotoFilter";

/** How many photos a filter finds, month by month, and what else they have in common; none of the photos themselves. */
export function searchQuery(service: PhotoService, filter: PhotoFilter) {
  return queryOptions({
    queryKey: [...keys.searches, filter, "counts"],
    queryFn: ({ signal }) =>
      service.find(
        {
          ...toQuery(filter),
          facet: ["month", "author", "tag", "camera", "kind", "rating"],
          limit: 1,
        },
        signal,
      ),
  });
}
