import type { ReactNode } from "react";

/** Figures with what they say, below one another. */
export function Figures({ children }: { children: ReactNode }) {
  return <dl className="mt-3 divide-y divide-line rounded-lg border border-line text-sm">{children}</dl>;
}

export function Figure({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex flex-wrap justify-between gap-x-4 gap-y-0.5 px-4 py-2.5">
      <dt className="min-w-0 flex-1 basis-40 text-muted text-pretty">{name}</dt>
      <dd className="font-medium tabular-nums">{children}</dd>
    </div>
  );
}
