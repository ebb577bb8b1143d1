import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useLocation, useNavigate, useSearch } from "@tanstack/react-router";
import { type FormEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { CloseIcon, SearchIcon } from "../elements/icons";
import { useMessages } from "../messages/language";
import { suggestionsQuery, usePhotoService } from "../service/library";
import type { SearchSuggestion } from "../service/PhotoService";
import { filterFrom, type PhotoFilter, withTag } from "./PhotoFilter";
import { SearchSuggestionList } from "./SearchSuggestionList";

const PAUSE_MILLISECONDS = 300;

/** As many as the server takes. */
const LONGEST_TEXT = 200;

/**
 * Searches while one types; the words stand in the address bar, so that a search can be kept and shared. Below it stands
 * what the words may be the beginning of.
 */
export function SearchBox() {
  const messages = useMessages();
  const service = usePhotoService();
  const id = useId();
  const navigate = useNavigate();
  const filter = filterFrom(useSearch({ strict: false }));
  const onSearchPage = useLocation({ select: (location) => location.pathname === "/search" });
  const [typed, setTyped] = useState(filter.q ?? "");
  const [known, setKnown] = useState(filter.q);
  const [asked, setAsked] = useState("");
  const [open, setOpen] = useState(false);
  const [marked, setMarked] = useState(-1);
  const { data: suggestions = [] } = useQuery({
    ...suggestionsQuery(service, asked),
    placeholderData: keepPreviousData,
  });
  const shown = open && asked !== "" && suggestions.length > 0;
  const input = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  // The address changed by itself, by going back or by a link: the field follows.
  if (known !== filter.q) {
    setKnown(filter.q);
    if ((filter.q ?? "") !== typed.trim()) {
      setTyped(filter.q ?? "");
    }
  }

  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if (
        event.key === "/" &&
        !target.closest("input, textarea, [role=dialog]") &&
        !event.ctrlKey &&
        !event.metaKey
      ) {
        event.preventDefault();
        input.current?.focus();
      }
    };
    document.addEventListener("keydown", onKey);
    return () => {
      clearTimeout(timer.current);
      document.removeEventListener("keydown", onKey);
    };
  }, []);

  const search = (text: string) => {
    clearTimeout(timer.current);
    const { q: _, ...rest } = filter;
    const q = text.trim();
    if (q === "" && Object.keys(rest).length === 0) {
      if (onSearchPage) {
        void navigate({ to: "/" });
      }
      return;
    }
    void navigate({ to: "/search", search: q === "" ? rest : { ...rest, q }, replace: onSearchPage });
  };

  const close = () => {
    setOpen(false);
    setMarked(-1);
  };

  /** The condition takes the place of the words that led to it. */
  const take = (suggestion: SearchSuggestion) => {
    clearTimeout(timer.current);
    close();
    const { q: _, ...rest } = filter;
    const left: PhotoFilter = suggestion.rest === "" ? rest : { ...rest, q: suggestion.rest };
    setTyped(suggestion.rest);
    setKnown(left.q);
    void navigate({ to: "/search", search: narrowed(left, suggestion) });
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") {
      if (shown) {
        event.preventDefault();
        close();
      } else if (typed !== "") {
        event.preventDefault();
        setTyped("");
        search("");
      }
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && suggestions.length > 0) {
      event.preventDefault();
      setOpen(true);
      setAsked(typed.trim());
      // One more place than there are suggestions: the box itself.
      const places = suggestions.length + 1;
      setMarked(((marked + 1 + (event.key === "ArrowDown" ? 1 : -1) + places) % places) - 1);
    }
  };

  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    const suggestion = shown ? suggestions[marked] : undefined;
    if (suggestion) {
      take(suggestion);
    } else {
      close();
      search(typed);
    }
  };

  return (
    <search>
      <form onSubmit={onSubmit} className="relative">
        <SearchIcon className="pointer-events-none absolute top-1/2 left-3 size-4.5 -translate-y-1/2 text-muted" />
        <input
          ref={input}
          type="search"
          role="combobox"
          aria-expanded={shown}
          aria-controls={shown ? `${id}-list` : undefined}
          aria-activedescendant={shown && marked >= 0 ? `${id}-list-${marked}` : undefined}
          aria-autocomplete="list"
          maxLength={LONGEST_TEXT}
          enterKeyHint="search"
          autoComplete="off"
          aria-label={messages.search.label}
          placeholder={messages.search.placeholder}
          value={typed}
          onChange={(event) => {
            const text = event.target.value;
            setTyped(text);
            setOpen(true);
            setMarked(-1);
            clearTimeout(timer.current);
            timer.current = setTimeout(() => {
              setAsked(text.trim());
              search(text);
            }, PAUSE_MILLISECONDS);
          }}
          onKeyDown={onKeyDown}
          onBlur={close}
          className="h-10 w-full rounded-full border border-transparent bg-sunken pr-10 pl-10 hover:border-line focus:bg-raised [&::-webkit-search-cancel-button]:hidden"
        />
        {typed !== "" && (
          <button
            type="button"
            aria-label={messages.search.clear}
            title={messages.search.clear}
            onClick={() => {
              setTyped("");
              search("");
              input.current?.focus();
            }}
            className="absolute inset-y-0 right-1 my-auto grid size-8 place-items-center rounded-full text-muted hover:text-ink"
          >
            <CloseIcon className="size-4" />
          </button>
        )}
        {shown && (
          <SearchSuggestionList id={`${id}-list`} suggestions={suggestions} marked={marked} onTake={take} />
        )}
      </form>
    </search>
  );
}

function narrowed(filter: PhotoFilter, { facet, value }: SearchSuggestion): PhotoFilter {
  switch (facet) {
    case "tag":
      return withTag(filter, value);
    case "author":
      return { ...filter, author: Number(value) };
    case "camera":
      return { ...filter, camera: value };
  }
}
