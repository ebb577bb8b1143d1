export interface ProgressBarProps {
  label: string;
  /** From 0 to 1; null while nobody knows. */
  part: number | null;
  /** What is said instead of a percentage. */
  words?: string;
  /** Whether it moves now. */
  active?: boolean;
}

export function ProgressBar({ label, part, words, active = true }: ProgressBarProps) {
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={part === null ? undefined : Math.floor(part * 100)}
      aria-valuetext={words}
      className="h-2 overflow-hidden rounded-full bg-sunken"
    >
      <div
        className={`h-full rounded-full ${active ? "bg-accent" : "bg-muted"} ${part === null ? "progress-unknown w-1/3" : "transition-[width] duration-300 motion-reduce:transition-none"}`}
        style={part === null ? undefined : { width: `${part * 100}%` }}
      />
    </div>
  );
}
