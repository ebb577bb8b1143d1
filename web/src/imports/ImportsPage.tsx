import { Link } from "@tanstack/react-router";
import { useJobContributors } from "../accounts/contributors";
import { Button } from "../elements/Button";
import { explain } from "../elements/explain";
import { NextIcon } from "../elements/icons";
import { Notice } from "../elements/Notice";
import { useDocumentTitle } from "../elements/useDocumentTitle";
import { Waiting } from "../elements/Waiting";
import { useLanguage } from "../messages/language";
import { isUnfinished } from "../service/library";
import type { Job } from "../service/PhotoService";
import { UploadButton } from "../uploads/UploadButton";
import { UploadSection } from "../uploads/UploadSection";
import { ImportCounts } from "./ImportCounts";
import { ImportForm } from "./ImportForm";
import { ImportProgress } from "./ImportProgress";
import { ImportTrouble } from "./ImportTrouble";
import { useJobs } from "./streaming";

/** The imports there were, the one that runs, and how to begin another. */
export default function ImportsPage() {
  const { messages } = useLanguage();
  const jobs = useJobs();
  const addedBy = useJobContributors(jobs.data?.[0]?.id);
  useDocumentTitle(messages.imports.title);
  return (
    <div className="h-full overflow-y-auto">
      <div className="mx-auto grid max-w-5xl gap-10 px-4 py-8 sm:px-6 lg:grid-cols-[1fr_22rem]">
        <section aria-labelledby="imports-title" className="min-w-0">
          <div className="flex flex-wrap items-center gap-2">
            <h1 id="imports-title" className="flex-1 text-2xl font-semibold tracking-tight">
              {messages.imports.title}
            </h1>
            <UploadButton />
            {(jobs.data?.length ?? 0) > 0 && (
              <a
                href="#import-form"
                className="inline-flex min-h-10 items-center rounded-lg border border-line bg-raised px-4 font-medium hover:border-muted lg:hidden"
              >
                {messages.imports.form}
              </a>
            )}
          </div>
          <UploadSection />
          {jobs.isPending && <Waiting />}
          {jobs.error && !jobs.data && (
            <div className="mt-6">
              <Notice
                action={<Button onClick={() => void jobs.refetch()}>{messages.common.tryAgain}</Button>}
              >
                {explain(jobs.error, messages)}
              </Notice>
            </div>
          )}
          {jobs.data?.length === 0 && <p className="mt-6 text-muted">{messages.imports.none}</p>}
          <ul className="mt-6 space-y-3">
            {jobs.data?.map((job) => (
              <li key={job.id}>
                <ImportEntry job={job} addedBy={addedBy(job.id)} />
              </li>
            ))}
          </ul>
        </section>
        <ImportForm />
      </div>
    </div>
  );
}

function ImportEntry({ job, addedBy }: { job: Job; addedBy: string | null }) {
  const { messages, formats } = useLanguage();
  return (
    <article className="rounded-2xl border border-line bg-raised p-5">
      <div className="flex items-start gap-3">
        <div className="min-w-0 flex-1">
          <h2 className="truncate font-semibold">{job.title ?? messages.imports.untitled(job.id)}</h2>
          <p className="text-sm text-muted break-words">
            {[formats.moment(job.created_at), addedBy].filter(Boolean).join(" · ")}
          </p>
        </div>
        <span
          className={`shrink-0 rounded-full px-3 py-1 text-xs font-semibold ${job.state === "failed" ? "bg-danger-soft text-danger" : isUnfinished(job) ? "bg-accent-soft" : "bg-sunken text-muted"}`}
        >
          {messages.imports.states[job.state]}
        </span>
      </div>
      <div className="mt-4 space-y-4">
        {isUnfinished(job) && <ImportProgress job={job} />}
        <ImportTrouble job={job} />
        <div className="flex flex-wrap items-center justify-between gap-3">
          <ImportCounts job={job} />
          <Link
            to="/imports/$job"
            params={{ job: String(job.id) }}
            aria-label={messages.imports.resultsOf(job.title ?? messages.imports.untitled(job.id))}
            className="flex min-h-9 items-center gap-1 rounded-lg px-2 text-sm max-sm:-ml-2 sm:-mr-2 font-medium hover:bg-sunken"
          >
            {messages.imports.results}
            <NextIcon className="size-4" />
          </Link>
        </div>
      </div>
    </article>
  );
}
