import { useLanguage } from "../messages/language";
import type { SearchSuggestion } from "../service/PhotoService";

export interface SearchSuggestionListProps {
  id: string;
  suggestions: readonly SearchSuggestion[];
  /** The one that Enter takes; -1 for none. */
  marked: number;
  onTake(suggestion: SearchSuggestion): void;
}

/** What the typed text may be the beginning of, as a list under the search box. */
export function SearchSuggestionList({ id, suggestions, marked, onTake }: SearchSuggestionListProps) {
  const { messages, formats } = useLanguage();
  return (
    <div
      id={id}
      role="listbox"
      aria-label={messages.search.suggestions}
      className="absolute inset-x-0 top-full z-50 mt-1.5 max-h-96 overflow-y-auto rounded-xl border border-line bg-raised p-1.5 shadow-xl"
    >
      {suggestions.map((suggestion, index) => {
        const name = suggestion.name ?? suggestion.value;
        const kind = messages.search[suggestion.facet];
        const photos = messages.gallery.photos(suggestion.count, formats.number);
        return (
          // The keyboard stays in the box, which says which of these is marked.
          <div
            key={`${suggestion.facet} ${suggestion.value}`}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === marked}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => onTake(suggestion)}
            onKeyDown={() => undefined}
            className="flex cursor-pointer items-center gap-3 rounded-lg px-3 py-2 text-sm hover:bg-sunken aria-selected:bg-sunken"
          >
            <span className="w-20 shrink-0 text-xs text-muted">{kind}</span>
            <span className="min-w-0 flex-1 truncate">{name}</span>
            <span className="text-muted tabular-nums">
              <span aria-hidden>{formats.number(suggestion.count)}</span>
              <span className="sr-only">, {photos}</span>
            </span>
          </div>
        );
      })}
    </div>
  );
}
