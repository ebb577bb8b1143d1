import type { ReactNode } from "react";
import { WarningIcon } from "./icons";

/** A short message that something did not work, read out at once, with what to do about it. */
export function Notice({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <div
      role="alert"
      className="flex flex-wrap items-center gap-x-3 gap-y-2 rounded-lg bg-danger-soft px-4 py-3 text-sm text-danger"
    >
      <WarningIcon className="size-5 shrink-0" />
      <div className="min-w-0 flex-1 basis-48 break-words">{children}</div>
      {action}
    </div>
  );
}
