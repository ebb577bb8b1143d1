import { useLanguage } from "../messages/language";
import type { Job } from "../service/PhotoService";

/** How far an import has come, as a bar and in words. */
export function ImportProgress({ job }: { job: Job }) {
  const { messages, formats } = useLanguage();
  const part = job.total ? Math.min(1, job.processed / job.total) : null;
  const words =
    job.state === "queued"
      ? messages.imports.states.queued
      : job.total === null
        ? messages.imports.counting(formats.number(job.processed))
        : messages.imports.progress(formats.number(job.processed), formats.number(job.total));
  return (
    <div>
      <div
        role="progressbar"
        aria-label={messages.imports.progressLabel}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={part === null ? undefined : Math.round(part * 100)}
        aria-valuetext={words}
        className="h-2 overflow-hidden rounded-full bg-sunken"
      >
        <div
          className={`h-full rounded-full bg-accent ${part === null ? "progress-unknown w-1/3" : "transition-[width] duration-300 motion-reduce:transition-none"}`}
          style={part === null ? undefined : { width: `${part * 100}%` }}
        />
      </div>
      <p className="mt-2 flex justify-between gap-4 text-sm text-muted tabular-nums">
        <span>{words}</span>
        {part !== null && <span>{formats.percent(part)}</span>}
      </p>
    </div>
  );
}
