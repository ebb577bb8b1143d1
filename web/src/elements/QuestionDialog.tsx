import { type ReactNode, useEffect, useId, useRef } from "react";

export interface QuestionDialogProps {
  title: string;
  /** Each a paragraph of its own where there are several. */
  text: string | readonly string[];
  /** Something to fill in before the answer. */
  form?: ReactNode;
  /** The answers, as buttons. */
  children: ReactNode;
  onCancel(): void;
}

/** Asks something that has to be answered before anything else. */
export function QuestionDialog({ title, text, form, children, onCancel }: QuestionDialogProps) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    const writing = document.activeElement?.matches("input:not([type=radio], [type=checkbox]), textarea");
    element?.showModal();
    // Who was in the middle of a word does not write the rest of it into another field.
    if (writing) {
      element?.focus();
    }
    return () => element?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      tabIndex={-1}
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-text`}
      onCancel={(event) => {
        event.preventDefault();
        onCancel();
      }}
      // The page behind has keys of its own.
      onKeyDown={(event) => event.stopPropagation()}
      className="m-auto w-[min(28rem,calc(100vw-2rem))] rounded-2xl border border-line bg-raised p-6 text-ink shadow-2xl backdrop:bg-black/50"
    >
      <h2 id={`${id}-title`} className="text-lg font-semibold">
        {title}
      </h2>
      <div id={`${id}-text`} className="mt-2 space-y-2 text-muted">
        {[text].flat().map((paragraph) => (
          <p key={paragraph} className="text-pretty">
            {paragraph}
          </p>
        ))}
      </div>
      {form}
      <div className="mt-6 flex flex-wrap justify-end gap-2">{children}</div>
    </dialog>
  );
}
