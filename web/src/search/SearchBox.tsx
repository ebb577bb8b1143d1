import { useLocation, useNavigate, useSearch } from "@tanstack/react-router";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { CloseIcon, SearchIcon } from "../elements/icons";
import { useMessages } from "../messages/language";
import { filterFrom } from "./PhotoFilter";

const PAUSE_MILLISECONDS = 300;

/** Searches while one types; the words stand in the address bar, so that a search can be kept and shared. */
export function SearchBox() {
  const messages = useMessages();
  const navigate = useNavigate();
  const filter = filterFrom(useSearch({ strict: false }));
  const onSearchPage = useLocation({ select: (location) => location.pathname === "/search" });
  const [typed, setTyped] = useState(filter.q ?? "");
  const [known, setKnown] = useState(filter.q);
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
    const onKey = (event: KeyboardEvent) => {
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

  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    search(typed);
  };

  return (
    <search>
      <form onSubmit={onSubmit} className="relative">
        <SearchIcon className="pointer-events-none absolute top-1/2 left-3 size-4.5 -translate-y-1/2 text-muted" />
        <input
          ref={input}
          type="search"
          enterKeyHint="search"
          autoComplete="off"
          aria-label={messages.search.label}
          placeholder={messages.search.placeholder}
          value={typed}
          onChange={(event) => {
            const text = event.target.value;
            setTyped(text);
            clearTimeout(timer.current);
            timer.current = setTimeout(() => search(text), PAUSE_MILLISECONDS);
          }}
          onKeyDown={(event) => {
            if (event.key === "Escape" && typed !== "") {
              event.preventDefault();
              setTyped("");
              search("");
            }
          }}
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
      </form>
    </search>
  );
}
