import { type ReactNode, useId } from "react";
import { useDocumentTitle } from "./useDocumentTitle";

/** A page of its own beside the photos: its heading, and its parts below one another. */
export function Page({
  title,
  head,
  children,
  narrow = false,
}: {
  title: string;
  /** What stays in sight above it, however far one scrolls. */
  head?: ReactNode;
  children: ReactNode;
  narrow?: boolean;
}) {
  useDocumentTitle(title);
  return (
    <div className="flex h-full flex-col">
      {head}
      <div className="min-h-0 flex-1 overflow-y-auto">
        <div className={`mx-auto px-4 py-8 sm:px-6 ${narrow ? "max-w-md sm:py-14" : "max-w-3xl"}`}>
          <h1 className="text-2xl font-semibold tracking-tight text-balance">{title}</h1>
          {children}
        </div>
      </div>
    </div>
  );
}

/** A part of a page, in a box of its own. */
export function Card({
  title,
  text,
  children,
}: {
  title: string;
  text?: string | undefined;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="mt-6 rounded-2xl border border-line bg-raised p-5 sm:p-6">
      <h2 id={id} className="text-lg font-semibold">
        {title}
      </h2>
      {text && <p className="mt-1 text-sm text-muted text-pretty">{text}</p>}
      <div className="mt-5">{children}</div>
    </section>
  );
}
