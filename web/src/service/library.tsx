import { type QueryClient, queryOptions, useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from "react";
import type { ConnectionState } from "./Connection";
import type { FileOutcome, Job, PhotoService, Timeline } from "./PhotoService";
import type { ServerPhase } from "./ServerPhase";
import type { KeptAnswers } from "./ShownLibrary";

const ServiceContext = createContext<PhotoService | null>(null);

export function PhotoServiceProvider(props: { service: PhotoService; children: ReactNode }) {
  return <ServiceContext value={props.service}>{props.children}</ServiceContext>;
}

export function usePhotoService(): PhotoService {
  const service = useContext(ServiceContext);
  if (!service) {
    throw new Error("PhotoServiceProvider is missing above this component");
  }
  return service;
}

export function useConnection(): ConnectionState {
  const { connection } = usePhotoService();
  return useSyncExternalStore(connection.subscribe, connection.current);
}

/** The names under which answers are kept. */
export const keys = {
  timeline: ["timeline"] as const,
  months: ["month"] as const,
  month: (month: string) => ["month", month] as const,
  searches: ["search"] as const,
  suggestions: (typed: string) => ["suggestions", typed] as const,
  photos: ["photo"] as const,
  photo: (hothash: string) => ["photo", hothash] as const,
  allDetails: ["details"] as const,
  details: (hothash: string) => ["details", hothash] as const,
  trash: ["trash"] as const,
  authors: ["authors"] as const,
  jobs: ["jobs"] as const,
  job: (id: number) => ["job", id] as const,
  /** What is asked for on behalf of one person. */
  own: ["own"] as const,
  signIns: ["own", "sign-ins"] as const,
  people: ["own", "people"] as const,
  contributors: ["own", "contributors"] as const,
  /** @param library the generation of what the page shows */
  photoContributors: (library: number | null, hothash: string) =>
    ["own", "contributors", library, "photo", hothash] as const,
  jobContributors: (library: number | null, newest: number | undefined) =>
    ["own", "contributors", library, "jobs", newest] as const,
  console: (code: string | null) => ["own", "console", code] as const,
  preflight: (code: string | null) => ["own", "preflight", code] as const,
  transitionRun: (code: string | null) => ["own", "transition-run", code] as const,
  transitionReport: (code: string | null) => ["own", "transition-report", code] as const,
  results: (id: number, outcome: FileOutcome | undefined) => ["results", id, outcome ?? "all"] as const,
};

/** What is kept under these names, to be dropped and asked for anew. */
export function keptAnswers(queries: QueryClient): KeptAnswers {
  return {
    dropLibrary: () => queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== keys.own[0] }),
    refresh: () => {
      queries.removeQueries({ type: "inactive" });
      void queries.invalidateQueries();
    },
    dropOwn: () => void queries.resetQueries({ queryKey: keys.own }),
  };
}

export const JOBS_SHOWN = 50;

export const timelineQuery = (service: PhotoService) =>
  queryOptions({ queryKey: keys.timeline, queryFn: ({ signal }) => service.timeline(signal) });

export const photoQuery = (service: PhotoService, hothash: string) =>
  queryOptions({ queryKey: keys.photo(hothash), queryFn: ({ signal }) => service.photo(hothash, signal) });

export const suggestionsQuery = (service: PhotoService, typed: string) =>
  queryOptions({
    queryKey: keys.suggestions(typed),
    queryFn: ({ signal }) => service.suggestions(typed, signal),
    enabled: typed !== "",
  });

export const detailsQuery = (service: PhotoService, hothash: string) =>
  queryOptions({
    queryKey: keys.details(hothash),
    queryFn: ({ signal }) => service.details(hothash, signal),
  });

export const authorsQuery = (service: PhotoService) =>
  queryOptions({ queryKey: keys.authors, queryFn: ({ signal }) => service.authors(signal) });

export const jobsQuery = (service: PhotoService) =>
  queryOptions({ queryKey: keys.jobs, queryFn: ({ signal }) => service.jobs(JOBS_SHOWN, signal) });

export function isUnfinished(job: Job): boolean {
  return job.state === "queued" || job.state === "running";
}

const LIBRARY_REFETCH_EVERY_MILLISECONDS = 2_000;

/**
 * Keeps what is shown in step with the server: job progress goes straight into the kept answers, changed photos make
 * the lists fetch again, at most every other second while an import runs. The stream is one person's, and begins anew
 * for another.
 *
 * @param viewer whose stream it is, of which library; null where nothing is shown, so that there is nothing to follow
 * @returns whether the stream of changes is open
 */
export function useLibraryEvents(phase: ServerPhase, viewer: string | null): boolean {
  const service = usePhotoService();
  const queries = useQueryClient();
  const [streaming, setStreaming] = useState(false);
  useEffect(() => {
    if (viewer === null) {
      return;
    }
    let opened = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let last = 0;
    const refetchNow = () => {
      timer = undefined;
      last = Date.now();
      void refetchLibrary(queries);
    };
    const stop = service.listen({
      job: (job) => keepJob(queries, job),
      library: () => {
        const wait = last + LIBRARY_REFETCH_EVERY_MILLISECONDS - Date.now();
        timer ??= setTimeout(refetchNow, Math.max(0, wait));
      },
      server: (told) => phase.told(told.epoch),
      refused: () => void phase.ask(),
      streaming: (open) => {
        setStreaming(open);
        // The stream tells of unfinished jobs alone; those that ended while it was broken have to be asked for.
        if (open && opened) {
          void queries.invalidateQueries({ queryKey: keys.jobs });
          void phase.ask();
        }
        opened ||= open;
      },
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [service, queries, phase, viewer]);
  return streaming;
}

/**
 * Fetches again what is shown of the library. While an import runs, only months that have grown are fetched: one month
 * can be most of a library.
 */
export async function refetchLibrary(queries: QueryClient): Promise<void> {
  // A search that is open stays as it is while one goes through it; it is new when it is looked at again.
  void queries.invalidateQueries({ queryKey: keys.searches, refetchType: "none" });
  void queries.invalidateQueries({ queryKey: keys.photos });
  void queries.invalidateQueries({ queryKey: keys.allDetails });
  void queries.invalidateQueries({ queryKey: keys.contributors });
  const before = countsOf(queries.getQueryData<Timeline>(keys.timeline));
  await queries.invalidateQueries({ queryKey: keys.timeline });
  const after = countsOf(queries.getQueryData<Timeline>(keys.timeline));
  const changed = [...new Set([...before.keys(), ...after.keys()])].filter(
    (month) => before.get(month) !== after.get(month),
  );
  const stale = changed.length > 0 ? changed.map((month) => keys.month(month)) : [keys.months];
  await Promise.all(stale.map((queryKey) => queries.invalidateQueries({ queryKey })));
}

function countsOf(timeline: Timeline | undefined): Map<string, number> {
  return new Map(timeline?.months.map(({ month, count }) => [month, count]));
}

export function keepJob(queries: QueryClient, job: Job): void {
  queries.setQueryData(keys.job(job.id), job);
  queries.setQueryData<Job[]>(keys.jobs, (jobs) => {
    if (!jobs) {
      return jobs;
    }
    return jobs.some((it) => it.id === job.id)
      ? jobs.map((it) => (it.id === job.id ? job : it))
      : [job, ...jobs].toSorted((a, b) => b.id - a.id);
  });
  if (!isUnfinished(job)) {
    void queries.invalidateQueries({ queryKey: ["results", job.id] });
    void refetchLibrary(queries);
  }
}
