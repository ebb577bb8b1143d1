import type { ComponentProps } from "react";

const looks = {
  primary: "bg-accent text-on-accent hover:brightness-110 px-4",
  plain: "border border-line bg-raised text-ink hover:border-muted px-4",
  quiet: "text-ink hover:bg-sunken px-3",
  danger: "border border-danger text-danger hover:bg-danger-soft px-4",
} as const;

export type ButtonProps = ComponentProps<"button"> & { look?: keyof typeof looks };

export function Button({ look = "plain", className = "", type = "button", ...rest }: ButtonProps) {
  return (
    <button
      type={type}
      className={`inline-flex min-h-10 items-center justify-center gap-2 rounded-lg font-medium whitespace-nowrap transition-[filter,background-color,border-color] disabled:cursor-not-allowed disabled:opacity-50 ${looks[look]} ${className}`}
      {...rest}
    />
  );
}

/** A square button that shows an icon; its label is read out and shown as a tip. */
export function IconButton({
  label,
  className = "",
  type = "button",
  ...rest
}: ComponentProps<"button"> & { label: string }) {
  return (
    <button
      type={type}
      aria-label={label}
      title={label}
      className={`inline-grid size-10 shrink-0 place-items-center rounded-full transition-colors disabled:cursor-default disabled:opacity-35 ${className}`}
      {...rest}
    />
  );
}
