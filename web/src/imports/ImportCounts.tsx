import { useLanguage } from "../messages/language";
import type { Job } from "../service/PhotoService";

/** What became of the files of an import, in numbers. */
export function ImportCounts({ job }: { job: Pick<Job, "added" | "known" | "skipped" | "failed"> }) {
  const { messages, formats } = useLanguage();
  const counts = (["added", "known", "skipped", "failed"] as const).filter(
    (outcome) => outcome === "added" || job[outcome] > 0,
  );
  return (
    <ul className="flex flex-wrap gap-x-5 gap-y-1 text-sm tabular-nums">
      {counts.map((outcome) => (
        <li
          key={outcome}
          className={outcome === "failed" ? "text-danger" : outcome === "added" ? "" : "text-muted"}
        >
          <span className="font-semibold">{formats.number(job[outcome])}</span>{" "}
          {messages.imports.outcomes[outcome]}
        </li>
      ))}
    </ul>
  );
}
