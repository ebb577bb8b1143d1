import type { QueryClient } from "@tanstack/react-query";
import { keys } from "../service/library";
import type { Photo } from "../service/PhotoService";
import type { SectionPhotos } from "./PhotoSequence";

/** Puts an edited photo into everything that shows it, without fetching the lists again. */
export function keepPhoto(queries: QueryClient, photo: Photo): void {
  queries.setQueryData(keys.photo(photo.hothash), photo);
  const inColumns = (photos: SectionPhotos | undefined): SectionPhotos | undefined => {
    const index = photos?.hothash.indexOf(photo.hothash) ?? -1;
    if (!photos || index < 0) {
      return photos;
    }
    return {
      ...photos,
      rating: photos.rating.with(index, photo.rating),
      titles: photos.titles?.with(index, photo.title) ?? null,
    };
  };
  queries.setQueriesData<SectionPhotos>({ queryKey: keys.months }, inColumns);
  queries.setQueriesData<SectionPhotos>({ queryKey: keys.searches }, inColumns);
  void queries.invalidateQueries({ queryKey: keys.searches, refetchType: "none" });
}
