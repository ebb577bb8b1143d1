import { type KeyboardEvent, useId, useRef, useState } from "react";
import { CloseIcon } from "../elements/icons";
import { useMessages } from "../messages/language";
import { tagProblem, tagsIn } from "./photoDraft";

export interface TagFieldProps {
  tags: readonly string[];
  onChange(tags: readonly string[]): void;
  /** What is typed and no tag yet; kept outside, so that it is saved with the rest and never lost. */
  typed: string;
  onTyped(typed: string): void;
  /** What the server had against the tags. */
  problem: string | null;
}

/** Tags as chips. Enter or a comma adds what is typed, Backspace in the empty field takes the last one away. */
export function TagField({ tags, onChange, typed, onTyped, problem }: TagFieldProps) {
  const messages = useMessages();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [refusal, setRefusal] = useState<string | null>(null);

  const add = (text: string) => {
    const next = [...tags];
    const left: string[] = [];
    let why: string | null = null;
    for (const tag of tagsIn(text)) {
      const against = tagProblem(tag, next);
      if (against === null) {
        next.push(tag);
      } else if (against !== "repeated") {
        left.push(tag);
        why ??= messages.editor.tagProblems[against](tag);
      }
    }
    setRefusal(why);
    onTyped(left.join(", "));
    if (next.length !== tags.length) {
      onChange(next);
    }
  };

  const remove = (tag: string) => {
    setRefusal(null);
    onChange(tags.filter((it) => it !== tag));
    input.current?.focus();
  };

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (
      (event.key === "Enter" && !event.ctrlKey && !event.metaKey && typed.trim() !== "") ||
      event.key === ","
    ) {
      event.preventDefault();
      add(typed);
    } else if (event.key === "Backspace" && typed === "" && tags.length > 0) {
      event.preventDefault();
      remove(tags.at(-1) as string);
    }
  };

  const error = refusal ?? problem;
  return (
    <div>
      <label htmlFor={id} className="mb-1 block text-sm font-medium">
        {messages.editor.tags}
      </label>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a click beside the chips goes to the field, as it would in a single field */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the field itself is reached by the keyboard */}
      <div
        className="field flex flex-wrap items-center gap-1.5 !px-2 !py-1.5"
        aria-invalid={error !== null}
        onClick={(event) => event.target === event.currentTarget && input.current?.focus()}
      >
        <ul className="contents" aria-label={messages.editor.tags}>
          {tags.map((tag) => (
            <li key={tag} className="flex max-w-full items-center rounded-md bg-accent-soft pl-2.5 text-sm">
              <span className="truncate py-1">{tag}</span>
              <button
                type="button"
                aria-label={messages.editor.removeTag(tag)}
                title={messages.editor.removeTag(tag)}
                onClick={() => remove(tag)}
                className="grid size-7 shrink-0 place-items-center rounded-md text-muted hover:text-ink"
              >
                <CloseIcon className="size-3.5" />
              </button>
            </li>
          ))}
        </ul>
        <input
          ref={input}
          id={id}
          value={typed}
          enterKeyHint="done"
          autoComplete="off"
          aria-describedby={`${id}-help`}
          aria-invalid={error !== null}
          onChange={(event) => {
            setRefusal(null);
            onTyped(event.target.value);
          }}
          onKeyDown={onKeyDown}
          onPaste={(event) => {
            const text = event.clipboardData.getData("text");
            if (/[,;\n]/.test(text)) {
              event.preventDefault();
              add(`${typed}${text}`);
            }
          }}
          onBlur={() => typed.trim() !== "" && add(typed)}
          className="min-w-24 flex-1 bg-transparent px-1 py-1 outline-none"
        />
      </div>
      <p
        id={`${id}-help`}
        role={error ? "alert" : undefined}
        className={`mt-1 text-sm ${error ? "text-danger" : "text-muted"}`}
      >
        {error ?? messages.editor.tagsHelp}
      </p>
    </div>
  );
}
