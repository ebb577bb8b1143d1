import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useId, useState } from "react";
import { CloseIcon } from "../elements/icons";
import { Select } from "../elements/Select";
import { useMessages } from "../messages/language";
import { tagsIn } from "../photo/photoDraft";
import { authorsQuery, usePhotoService } from "../service/library";
import { isEmpty, type PhotoFilter, tagsOf } from "./PhotoFilter";

export interface SearchFiltersProps {
  filter: PhotoFilter;
  /** How many photos were found, in words; null while nobody knows. */
  found: string | null;
}

/** Narrows a search by stars, author and tags. */
export function SearchFilters({ filter, found }: SearchFiltersProps) {
  const messages = useMessages();
  const service = usePhotoService();
  const navigate = useNavigate();
  const id = useId();
  const authors = useQuery(authorsQuery(service));
  const [typed, setTyped] = useState("");
  const tags = tagsOf(filter);

  const change = (next: PhotoFilter) => void navigate({ to: "/search", search: next, replace: true });
  const without = (name: keyof PhotoFilter): PhotoFilter => {
    const { [name]: _, ...rest } = filter;
    return rest;
  };
  const withTags = (next: readonly string[]) =>
    change(next.length === 0 ? without("tags") : { ...filter, tags: next.join(",") });
  const addTag = (event: FormEvent) => {
    event.preventDefault();
    const added = tagsIn(typed).filter((tag) => !tags.includes(tag));
    setTyped("");
    if (added.length > 0) {
      withTags([...tags, ...added]);
    }
  };

  const control = "h-9 rounded-full border border-line bg-raised px-3 text-sm hover:border-muted";
  return (
    <section
      aria-label={messages.search.filters}
      className="flex shrink-0 flex-wrap items-center gap-2 px-3 py-2.5 sm:px-5"
    >
      <label htmlFor={`${id}-rating`} className="sr-only">
        {messages.search.rating}
      </label>
      <Select
        id={`${id}-rating`}
        value={filter.rating ?? ""}
        onChange={(event) =>
          change(
            event.target.value === "" ? without("rating") : { ...filter, rating: Number(event.target.value) },
          )
        }
      >
        <option value="">{messages.search.anyRating}</option>
        {[1, 2, 3, 4, 5].map((stars) => (
          <option key={stars} value={stars}>
            {messages.search.atLeast(stars)}
          </option>
        ))}
      </Select>
      <label htmlFor={`${id}-author`} className="sr-only">
        {messages.search.author}
      </label>
      <Select
        id={`${id}-author`}
        value={filter.author ?? ""}
        onChange={(event) =>
          change(
            event.target.value === "" ? without("author") : { ...filter, author: Number(event.target.value) },
          )
        }
      >
        <option value="">{messages.search.anyAuthor}</option>
        {authors.data?.map((author) => (
          <option key={author.id} value={author.id}>
            {author.name}
          </option>
        ))}
      </Select>
      <form onSubmit={addTag}>
        <input
          aria-label={messages.search.addTag}
          placeholder={messages.search.addTag}
          enterKeyHint="done"
          autoComplete="off"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          className={`${control} w-28`}
        />
      </form>
      {tags.map((tag) => (
        <button
          key={tag}
          type="button"
          onClick={() => withTags(tags.filter((it) => it !== tag))}
          aria-label={messages.editor.removeTag(tag)}
          title={messages.editor.removeTag(tag)}
          className="flex h-9 max-w-48 items-center gap-1.5 rounded-full bg-accent-soft pr-2 pl-3 text-sm"
        >
          <span className="truncate">{tag}</span>
          <CloseIcon className="size-4 shrink-0 text-muted" />
        </button>
      ))}
      <p role="status" className="ml-auto text-sm text-muted">
        {found ?? (isEmpty(filter) ? messages.search.start : "")}
      </p>
    </section>
  );
}
