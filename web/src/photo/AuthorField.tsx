import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type KeyboardEvent, useId, useRef, useState } from "react";
import { explain } from "../elements/explain";
import { CheckIcon, CloseIcon, DownIcon } from "../elements/icons";
import { useMessages } from "../messages/language";
import { authorsQuery, keys, usePhotoService } from "../service/library";
import type { Author } from "../service/PhotoService";

export interface AuthorFieldProps {
  authorId: number | null;
  /** The present author's name, for while the list of authors is on its way. */
  authorName: string | null;
  onChange(authorId: number | null): void;
}

type Choice = { kind: "author"; author: Author } | { kind: "create"; name: string };

/** Who took the photo: an author to choose by typing a part of the name, or a new one. */
export function AuthorField({ authorId, authorName, onChange }: AuthorFieldProps) {
  const messages = useMessages();
  const service = usePhotoService();
  const queries = useQueryClient();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const authors = useQuery(authorsQuery(service));
  const [typed, setTyped] = useState<string | null>(null);
  const [active, setActive] = useState(0);

  const creation = useMutation({
    mutationFn: (name: string) => service.createAuthor(name),
    onSuccess: (author) => {
      queries.setQueryData<Author[]>(keys.authors, (list) => list && [...list, author]);
      choose(author.id);
    },
  });

  const chosen = authors.data?.find((author) => author.id === authorId);
  const name = authorId === null ? "" : (chosen?.name ?? authorName ?? "");
  const open = typed !== null;
  const choices = open ? choicesFor(typed, authors.data ?? []) : [];
  const marked = Math.min(active, choices.length - 1);

  const choose = (next: number | null) => {
    setTyped(null);
    onChange(next);
  };
  const take = (choice: Choice) =>
    choice.kind === "author" ? choose(choice.author.id) : creation.mutate(choice.name);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!open) {
        setTyped("");
        setActive(0);
      } else if (choices.length > 0) {
        setActive((marked + (event.key === "ArrowDown" ? 1 : -1) + choices.length) % choices.length);
      }
    } else if (event.key === "Enter" && open) {
      event.preventDefault();
      const choice = choices[marked];
      if (choice) {
        take(choice);
      }
    } else if (event.key === "Escape" && open) {
      event.preventDefault();
      event.stopPropagation();
      setTyped(null);
    }
  };

  const problem = creation.error ? explain(creation.error, messages) : null;
  return (
    <div className="relative">
      <label htmlFor={id} className="mb-1 block text-sm font-medium">
        {messages.editor.author}
      </label>
      <div className="relative">
        <input
          ref={input}
          id={id}
          role="combobox"
          aria-expanded={open}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={open && choices.length > 0 ? `${id}-${marked}` : undefined}
          aria-describedby={problem ? `${id}-problem` : undefined}
          aria-invalid={problem !== null}
          autoComplete="off"
          maxLength={255}
          placeholder={messages.editor.noAuthor}
          value={typed ?? name}
          onChange={(event) => {
            creation.reset();
            setTyped(event.target.value);
            setActive(0);
          }}
          onClick={() => !open && setTyped("")}
          onKeyDown={onKeyDown}
          onBlur={() => !creation.isPending && setTyped(null)}
          className="field !pr-20"
        />
        <span className="absolute inset-y-0 right-1 flex items-center text-muted">
          {authorId !== null && (
            <button
              type="button"
              aria-label={messages.editor.clearAuthor}
              title={messages.editor.clearAuthor}
              onClick={() => choose(null)}
              className="grid size-8 place-items-center rounded-md hover:text-ink"
            >
              <CloseIcon className="size-4" />
            </button>
          )}
          <DownIcon className="pointer-events-none mx-1.5 size-4" />
        </span>
      </div>
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label={messages.editor.author}
        hidden={!open}
        className="absolute inset-x-0 z-30 mt-1 max-h-60 overflow-y-auto rounded-lg border border-line bg-raised py-1 shadow-lg"
      >
        {choices.map((choice, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are handled by the field, which keeps the focus
          <div
            key={choice.kind === "author" ? choice.author.id : "create"}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={choice.kind === "author" && choice.author.id === authorId}
            onMouseDown={(event) => event.preventDefault()}
            onMouseMove={() => setActive(index)}
            onClick={() => take(choice)}
            className={`flex cursor-pointer items-center gap-2 px-3 py-2 ${index === marked ? "bg-accent-soft" : ""}`}
          >
            {choice.kind === "author" ? (
              <>
                <span className="min-w-0 flex-1 truncate">{choice.author.name}</span>
                {choice.author.id === authorId && <CheckIcon className="size-4" />}
              </>
            ) : (
              <span className="truncate">{messages.editor.createAuthor(choice.name)}</span>
            )}
          </div>
        ))}
        {choices.length === 0 && (
          <div
            role="option"
            aria-selected={false}
            aria-disabled
            tabIndex={-1}
            className="px-3 py-2 text-muted"
          >
            {authors.isPending ? messages.common.loading : messages.editor.noAuthors}
          </div>
        )}
      </div>
      {problem && (
        <p id={`${id}-problem`} role="alert" className="mt-1 text-sm text-danger">
          {problem}
        </p>
      )}
    </div>
  );
}

/** The authors whose names hold what was typed, and a new one when it is nobody's name. */
function choicesFor(typed: string, authors: readonly Author[]): Choice[] {
  const wanted = typed.trim().toLocaleLowerCase();
  const found = authors.filter((author) => author.name.toLocaleLowerCase().includes(wanted));
  const choices: Choice[] = found.slice(0, 50).map((author) => ({ kind: "author", author }));
  const taken = authors.some((author) => author.name.toLocaleLowerCase() === wanted);
  return wanted.length >= 2 && !taken ? [...choices, { kind: "create", name: typed.trim() }] : choices;
}
