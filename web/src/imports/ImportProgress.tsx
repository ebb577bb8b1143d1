import { ProgressBar } from "../elements/ProgressBar";
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
      <ProgressBar label={messages.imports.progressLabel} part={part} words={words} />
      <p className="mt-2 flex justify-between gap-4 text-sm text-muted tabular-nums">
        <span>{words}</span>
        {part !== null && <span>{formats.percent(part)}</span>}
      </p>
    </div>
  );
}
