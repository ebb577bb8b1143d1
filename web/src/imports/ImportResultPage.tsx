import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef, useState } from "react";
import { useJobContributors } from "../accounts/contributors";
import { Button } from "../elements/Button";
import { explain } from "../elements/explain";
import { BackIcon } from "../elements/icons";
import { Notice } from "../elements/Notice";
import { useDocumentTitle } from "../elements/useDocumentTitle";
import { Waiting } from "../elements/Waiting";
import { useLanguage } from "../messages/language";
import { isUnfinished, keys, usePhotoService } from "../service/library";
import type { FileOutcome, JobResult } from "../service/PhotoService";
import { ServiceFailure } from "../service/ServiceFailure";
import { ImportCounts } from "./ImportCounts";
import { ImportProgress } from "./ImportProgress";
import { ImportTrouble } from "./ImportTrouble";
import { reasonInWords } from "./reasons";
import { useJobs } from "./streaming";

const RESULTS_OF_A_PAGE = 200;
const listed: readonly (FileOutcome | undefined)[] = [undefined, "failed", "skipped", "known"];

/** One import, file by file, with the reason for each that was not added. */
export default function ImportResultPage() {
  const { messages, formats } = useLanguage();
  const service = usePhotoService();
  const id = Number(useParams({ from: "/imports/$job" }).job);
  const jobs = useJobs();
  const live = jobs.data?.find((job) => job.id === id);
  const own = useQuery({
    queryKey: keys.job(id),
    queryFn: ({ signal }) => service.job(id, signal),
    enabled: Number.isInteger(id) && jobs.isFetched && !live,
  });
  const job = live ?? own.data;
  const addedBy = useJobContributors(jobs.data?.[0]?.id)(id);
  const [outcome, setOutcome] = useState<FileOutcome>();
  const name = job ? (job.title ?? messages.imports.untitled(job.id)) : messages.imports.title;
  useDocumentTitle(name);
  const missing = own.error instanceof ServiceFailure && own.error.kind === "missing";
  return (
    <div className="flex h-full flex-col">
      <div className="mx-auto w-full max-w-4xl shrink-0 space-y-4 px-4 pt-6 sm:px-6">
        <Link
          to="/imports"
          className="-ml-2 inline-flex min-h-9 items-center gap-1.5 rounded-lg px-2 text-sm text-muted hover:bg-sunken hover:text-ink"
        >
          <BackIcon className="size-4" />
          {messages.imports.title}
        </Link>
        <h1 className="text-2xl font-semibold tracking-tight break-words">{name}</h1>
        {own.error && <Notice>{missing ? messages.imports.missing : explain(own.error, messages)}</Notice>}
        {job && (
          <>
            <p className="text-sm text-muted">
              {[formats.moment(job.created_at), messages.imports.states[job.state], addedBy]
                .filter(Boolean)
                .join(" · ")}
            </p>
            {isUnfinished(job) && <ImportProgress job={job} />}
            <ImportTrouble job={job} />
            <ImportCounts job={job} />
            <fieldset className="flex flex-wrap gap-1.5 border-b border-line pb-3">
              <legend className="sr-only">{messages.imports.show}</legend>
              {listed.map((it) => (
                <label
                  key={it ?? "all"}
                  className="cursor-pointer rounded-full border border-line px-3.5 py-1.5 text-sm has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-accent"
                >
                  <input
                    type="radio"
                    name="outcome"
                    className="sr-only"
                    checked={outcome === it}
                    onChange={() => setOutcome(it)}
                  />
                  {messages.imports.filters[it ?? "all"]}
                </label>
              ))}
            </fieldset>
          </>
        )}
      </div>
      {job && <ImportResultList key={outcome ?? "all"} job={id} outcome={outcome} />}
    </div>
  );
}

function ImportResultList({ job, outcome }: { job: number; outcome: FileOutcome | undefined }) {
  const { messages } = useLanguage();
  const service = usePhotoService();
  const scroller = useRef<HTMLDivElement>(null);
  const results = useInfiniteQuery({
    queryKey: keys.results(job, outcome),
    initialPageParam: 0,
    queryFn: ({ pageParam, signal }) =>
      service.jobResults(
        job,
        { offset: pageParam, limit: RESULTS_OF_A_PAGE, ...(outcome !== undefined && { outcome }) },
        signal,
      ),
    getNextPageParam: (page) => {
      const next = page.meta.offset + page.data.length;
      return page.data.length > 0 && next < page.meta.total ? next : undefined;
    },
  });
  const files = results.data?.pages.flatMap((page) => page.data) ?? [];
  const rows = useVirtualizer({
    count: files.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 68,
    overscan: 8,
  });
  const drawn = rows.getVirtualItems();
  const lastDrawn = drawn.at(-1)?.index ?? 0;
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = results;
  useEffect(() => {
    if (lastDrawn >= files.length - 30 && hasNextPage && !isFetchingNextPage) {
      void fetchNextPage();
    }
  }, [lastDrawn, files.length, hasNextPage, isFetchingNextPage, fetchNextPage]);

  return (
    <section
      ref={scroller}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by the keyboard
      tabIndex={0}
      aria-label={messages.imports.files}
      className="min-h-0 flex-1 overflow-y-auto"
    >
      <div className="mx-auto max-w-4xl px-4 py-3 sm:px-6">
        {results.isPending && <Waiting />}
        {results.error && (
          <Notice action={<Button onClick={() => void results.refetch()}>{messages.common.tryAgain}</Button>}>
            {explain(results.error, messages)}
          </Notice>
        )}
        {results.isSuccess && files.length === 0 && (
          <p className="py-6 text-muted">{messages.imports.noFiles}</p>
        )}
        <ul className="relative" style={{ height: rows.getTotalSize() }}>
          {drawn.map((row) => (
            <li
              key={row.key}
              ref={rows.measureElement}
              data-index={row.index}
              aria-setsize={results.data?.pages[0]?.meta.total}
              aria-posinset={row.index + 1}
              className="absolute inset-x-0 top-0 border-b border-line py-3"
              style={{ transform: `translateY(${row.start}px)` }}
            >
              <ImportedFile result={files[row.index] as JobResult} />
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}

function ImportedFile({ result }: { result: JobResult }) {
  const { messages } = useLanguage();
  return (
    <div className="flex flex-col gap-x-6 gap-y-0.5 sm:flex-row sm:items-baseline">
      <p className="min-w-0 flex-1 font-mono text-[13px] break-all">{result.path}</p>
      <p
        className={`shrink-0 text-sm sm:w-80 sm:text-right ${result.outcome === "failed" ? "text-danger" : "text-muted"}`}
      >
        {reasonInWords(result, messages)}
      </p>
    </div>
  );
}
