import { useQuery, useQueryClient } from "@tanstack/react-query";
import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from "react";
import { useShownLibrary } from "../accounts/signIn";
import { useJobs } from "../imports/streaming";
import { useLanguage } from "../messages/language";
import { isUnfinished, keepJob, keys, usePhotoService } from "../service/library";
import type { Job, JobResult } from "../service/PhotoService";
import { Uploader } from "./Uploader";
import { isBusy, phaseOf, type QueuedUpload, type UploadQueue } from "./uploadQueue";

const RESULTS_OF_A_PAGE = 1000;

const UploaderContext = createContext<Uploader | null>(null);

/** Sends uploads for as long as the page is open, whichever part of it is shown. */
export function UploadsProvider({ children }: { children: ReactNode }) {
  const service = usePhotoService();
  const queries = useQueryClient();
  const { messages, formats } = useLanguage();
  const titleNow = () => messages.uploads.importTitle(formats.moment(new Date().toISOString()));
  const latestTitle = useRef(titleNow);
  latestTitle.current = titleNow;
  const newUploader = () =>
    new Uploader(
      service,
      () => latestTitle.current(),
      (job) => {
        keepJob(queries, job);
        void queries.invalidateQueries({ queryKey: keys.jobs });
      },
    );
  const latestMaker = useRef(newUploader);
  latestMaker.current = newUploader;
  const [uploader, setUploader] = useState(newUploader);
  const shown = useShownLibrary();
  useEffect(() => {
    let before = shown.current();
    return shown.subscribe(() => {
      const now = shown.current();
      if (now.generation !== before.generation) {
        uploader.halt();
        if (before.person !== null && before.person !== now.person) {
          // What one person was sending is not shown to the next.
          setUploader(latestMaker.current());
        }
      }
      before = now;
    });
  }, [shown, uploader]);
  useEffect(() => uploader.start(), [uploader]);
  return (
    <UploaderContext value={uploader}>
      <AskBeforeLeaving uploader={uploader} />
      {children}
    </UploaderContext>
  );
}

function AskBeforeLeaving({ uploader }: { uploader: Uploader }) {
  const busy = useSyncExternalStore(uploader.subscribe, () => isBusy(uploader.current()));
  useEffect(() => {
    if (!busy) {
      return;
    }
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", ask);
    return () => removeEventListener("beforeunload", ask);
  }, [busy]);
  return null;
}

export function useUploader(): Uploader {
  const uploader = useContext(UploaderContext);
  if (!uploader) {
    throw new Error("UploadsProvider is missing above this component");
  }
  return uploader;
}

export function useUploadQueue(): UploadQueue {
  const uploader = useUploader();
  return useSyncExternalStore(uploader.subscribe, uploader.current);
}

/** The import of each upload that has come so far. */
export function useUploadJobs(uploads: readonly QueuedUpload[]): Map<number, Job> {
  const jobs = useJobs().data;
  const wanted = new Set(uploads.map((upload) => upload.job));
  return new Map(jobs?.filter((job) => wanted.has(job.id)).map((job) => [job.id, job]));
}

/** Whether nothing more happens with an upload. */
export function isFinished(upload: QueuedUpload, jobs: ReadonlyMap<number, Job>): boolean {
  const phase = phaseOf(upload);
  const job = upload.job === null ? undefined : jobs.get(upload.job);
  return phase === "refused" || (phase === "importing" && job !== undefined && !isUnfinished(job));
}

/** What a finished import has to tell of its files. */
export function useUploadResults(job: Job | undefined): readonly JobResult[] | undefined {
  const service = usePhotoService();
  const id = job?.id ?? 0;
  return useQuery({
    queryKey: [...keys.results(id, undefined), "whole"],
    enabled: job !== undefined && !isUnfinished(job),
    queryFn: async ({ signal }) => {
      const all: JobResult[] = [];
      for (;;) {
        const page = await service.jobResults(id, { offset: all.length, limit: RESULTS_OF_A_PAGE }, signal);
        all.push(...page.data);
        if (page.data.length === 0 || all.length >= page.meta.total) {
          return all;
        }
      }
    },
  }).data;
}
