import { Outlet, useLocation, useMatch, useSearch } from "@tanstack/react-router";
import { Button } from "../elements/Button";
import { explain } from "../elements/explain";
import { Notice } from "../elements/Notice";
import { useDocumentTitle } from "../elements/useDocumentTitle";
import { Waiting } from "../elements/Waiting";
import { PhotoGallery } from "../gallery/PhotoGallery";
import { useLibrarySequence } from "../gallery/useLibrarySequence";
import { useLanguage } from "../messages/language";
import { filterFrom, isEmpty } from "../search/PhotoFilter";
import { SearchFilters } from "../search/SearchFilters";
import { EmptyLibrary } from "./EmptyLibrary";

/** The timeline or a search result, which stays behind an open photo exactly as it was. */
export function Library() {
  const { messages } = useLanguage();
  const photoOpen = useMatch({ from: "/library/photo/$hothash", shouldThrow: false }) !== undefined;
  const filter = filterFrom(useSearch({ strict: false }));
  const onSearchPage = useLocation({ select: (location) => location.pathname.startsWith("/search") });
  const searching = onSearchPage || !isEmpty(filter);
  const { sequence, failure, retry } = useLibrarySequence(filter);
  useDocumentTitle(photoOpen ? null : searching ? messages.search.title : messages.gallery.title);
  const title = searching ? messages.search.title : messages.gallery.title;
  const nothing = sequence?.total === 0;
  return (
    <>
      <div className="flex h-full flex-col">
        <h1 className="sr-only">{title}</h1>
        {searching && <SearchFilters filter={filter} />}
        <div className="min-h-0 flex-1">
          {failure && !sequence && (
            <div className="mx-auto max-w-lg p-6">
              <Notice action={<Button onClick={retry}>{messages.common.tryAgain}</Button>}>
                {explain(failure, messages)}
              </Notice>
            </div>
          )}
          {!sequence && !failure && <Waiting />}
          {nothing && (searching ? <NothingFound /> : <EmptyLibrary />)}
          {sequence && !nothing && (
            <PhotoGallery
              key={sequence.id}
              sequence={sequence}
              filter={filter}
              label={title}
              active={!photoOpen}
            />
          )}
        </div>
      </div>
      <Outlet />
    </>
  );
}

function NothingFound() {
  const { messages } = useLanguage();
  return (
    <div className="mx-auto max-w-md p-10 text-center">
      <p className="text-lg font-medium">{messages.search.nothing}</p>
      <p className="mt-2 text-muted">{messages.search.nothingHelp}</p>
    </div>
  );
}
