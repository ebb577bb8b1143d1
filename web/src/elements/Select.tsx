import type { ComponentProps } from "react";
import { DownIcon } from "./icons";

/** The browser's own list of choices, drawn like the fields around it. */
export function Select(props: ComponentProps<"select">) {
  return (
    <span className="relative inline-flex">
      <select
        {...props}
        className="h-9 max-w-52 cursor-pointer appearance-none truncate rounded-full border border-line bg-raised pr-8 pl-3.5 text-sm hover:border-muted"
      />
      <DownIcon className="pointer-events-none absolute inset-y-0 right-2.5 my-auto size-4 text-muted" />
    </span>
  );
}
