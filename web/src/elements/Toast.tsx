import type { ReactNode } from "react";

/** A few words over the lower edge of the page, read out when they come. Stands in an element with a role of `status`. */
export function Toast({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <div className="pointer-events-auto flex flex-wrap items-center gap-x-4 gap-y-1 rounded-xl bg-ink py-2 pr-2 pl-4 text-sm text-surface shadow-xl">
      <span className="min-w-0 py-1.5 pr-2">{children}</span>
      {action}
    </div>
  );
}

export function ToastButton({ onClick, children }: { onClick(): void; children: ReactNode }) {
  return (
    <button
      type="button"
      onClick={onClick}
      className="rounded-lg px-3 py-1.5 font-semibold underline underline-offset-4"
    >
      {children}
    </button>
  );
}
