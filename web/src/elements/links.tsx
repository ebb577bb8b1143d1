import { createLink } from "@tanstack/react-router";
import type { ComponentProps } from "react";

/** A way to another page that looks like the button for what one came to do. */
export const ButtonLink = createLink(({ className = "", ...rest }: ComponentProps<"a">) => (
  <a
    className={`inline-flex min-h-11 items-center rounded-lg bg-accent px-5 font-medium text-on-accent hover:brightness-110 ${className}`}
    {...rest}
  />
));

/** A way to another page in the middle of a sentence. */
export const TextLink = createLink(({ className = "", ...rest }: ComponentProps<"a">) => (
  <a className={`font-medium text-accent underline underline-offset-4 ${className}`} {...rest} />
));
