import { type ReactNode, useId } from "react";
import { CheckIcon } from "../elements/icons";
import { useMessages } from "../messages/language";

export interface GuideCardProps {
  number: number;
  title: string;
  text: string;
  /** Whether it is what to do now. */
  isNext: boolean;
  isDone: boolean;
  children: ReactNode;
}

/** One of the three steps on the way to libraries of people's own. */
export function GuideCard({ number, title, text, isNext, isDone, children }: GuideCardProps) {
  const { console: texts } = useMessages();
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className={`rounded-2xl border bg-raised p-5 sm:p-6 ${isNext ? "border-accent" : "border-line"}`}
    >
      <div className="flex items-center gap-3">
        <span
          aria-hidden="true"
          className={`grid size-8 shrink-0 place-items-center rounded-full font-semibold ${isDone || isNext ? "bg-accent text-on-accent" : "bg-sunken text-muted"}`}
        >
          {isDone ? <CheckIcon className="size-5" /> : number}
        </span>
        <h3 id={id} className="text-lg font-semibold">
          <span className="sr-only">{texts.step(String(number))}: </span>
          {title}
          {isDone && <span className="sr-only"> ({texts.ready})</span>}
        </h3>
      </div>
      <p className="mt-2 text-sm text-muted text-pretty">{text}</p>
      <div className="mt-4">{children}</div>
    </section>
  );
}
