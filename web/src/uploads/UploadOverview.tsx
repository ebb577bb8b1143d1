import type { ReactNode } from "react";
import { Button } from "../elements/Button";
import { explain } from "../elements/explain";
import { Notice } from "../elements/Notice";
import { ProgressBar } from "../elements/ProgressBar";
import { ImportCounts } from "../imports/ImportCounts";
import { useLanguage } from "../messages/language";
import type { Job } from "../service/PhotoService";
import { GiveUpButton } from "./GiveUpButton";
import { isWhole, phaseOf, progressOf, type QueuedUpload, type UploadQueue } from "./uploadQueue";
import { isFinished, useUploader, useUploadJobs, useUploadQueue } from "./uploads";

/** Where all uploads together stand. */
export type Standing =
  | "sending"
  | "paused"
  | "connection"
  | "server"
  | "importing"
  | "unfinished"
  | "finished";

export function standingOf(queue: UploadQueue, jobs: ReadonlyMap<number, Job>): Standing | null {
  if (queue.uploads.length === 0) {
    return null;
  }
  const phases = new Set(queue.uploads.map(phaseOf));
  if (phases.has("sending") || phases.has("waiting") || phases.has("completing")) {
    return queue.paused ? "paused" : (queue.waitFor ?? "sending");
  }
  if (phases.has("stopped") || phases.has("needsFiles")) {
    return "unfinished";
  }
  return queue.uploads.every((upload) => isFinished(upload, jobs)) ? "finished" : "importing";
}

/** How far all uploads together have come, and what can be done with them. @param children further actions */
export function UploadOverview({ children }: { children?: ReactNode }) {
  const { messages, formats } = useLanguage();
  const queue = useUploadQueue();
  const jobs = useUploadJobs(queue.uploads);
  const uploader = useUploader();
  const standing = standingOf(queue, jobs);
  if (standing === null) {
    return null;
  }
  const words = wordsFor(standing, messages.uploads);
  const underway = standing !== "finished" && standing !== "importing";
  const open = queue.uploads.filter((upload) => upload.job === null && upload.files.length > 0);
  const active = open.filter((upload) => !["stopped", "needsFiles"].includes(phaseOf(upload)));
  const stopped = open.find((upload) => upload.stopped);
  const missing = open.reduce((sum, upload) => sum + missingFiles(upload), 0);
  const refused = queue.uploads.reduce(
    (sum, upload) => sum + upload.refused.filter(({ problem }) => problem !== "hidden").length,
    0,
  );
  const progress = progressOf(queue.uploads);
  const part = progress.allBytes > 0 ? progress.bytes / progress.allBytes : 0;
  return (
    <div className="space-y-3">
      <div>
        <p className="font-semibold tabular-nums">
          {active.length > 0
            ? messages.uploads.sending(formats.number(progress.files), formats.number(progress.allFiles))
            : words}
        </p>
        <p
          role="status"
          className={active.length > 0 && standing !== "sending" ? "text-sm text-muted" : "sr-only"}
        >
          {words}
        </p>
      </div>
      {underway && progress.allBytes > 0 && (
        <div>
          <ProgressBar label={messages.uploads.progressLabel} part={part} active={standing === "sending"} />
          <p className="mt-1.5 flex justify-between gap-4 text-sm text-muted tabular-nums">
            <span>
              {messages.uploads.bytes(formats.bytes(progress.bytes), formats.bytes(progress.allBytes))}
            </span>
            <span>{formats.percent(Math.floor(part * 100) / 100)}</span>
          </p>
        </div>
      )}
      {standing === "finished" && jobs.size > 0 && <ImportCounts job={sumOf([...jobs.values()])} />}
      {refused > 0 && (
        <p className="text-sm text-danger">{messages.uploads.refused(refused, formats.number)}</p>
      )}
      {missing > 0 && <p className="text-sm">{messages.uploads.needsFiles(missing, formats.number)}</p>}
      {stopped && <Notice>{messages.uploads.stopped(explain(stopped.stopped, messages))}</Notice>}
      <div className="flex flex-wrap items-center gap-1">
        {active.length > 0 && (
          <Button
            look={queue.paused ? "primary" : "plain"}
            onClick={() => (queue.paused ? uploader.resume() : uploader.pause())}
          >
            {queue.paused ? messages.uploads.resume : messages.uploads.pause}
          </Button>
        )}
        {((stopped && !queue.paused) || standing === "connection" || standing === "server") && (
          <Button onClick={() => void uploader.hurry()}>{messages.common.tryAgain}</Button>
        )}
        {open.length > 0 && (
          <GiveUpButton
            onGiveUp={() => {
              for (const { key } of open) {
                uploader.giveUp(key);
              }
            }}
          />
        )}
        {children}
        {standing === "finished" && (
          <Button look="quiet" onClick={() => uploader.dismiss()}>
            {messages.uploads.close}
          </Button>
        )}
      </div>
    </div>
  );
}

export function wordsFor(
  standing: Standing,
  words: ReturnType<typeof useLanguage>["messages"]["uploads"],
): string {
  switch (standing) {
    case "sending":
      return words.sendingShort;
    case "paused":
      return words.paused;
    case "connection":
      return words.connectionBroke;
    case "server":
      return words.serverBusy;
    case "importing":
      return words.importing;
    case "unfinished":
      return words.unfinished;
    case "finished":
      return words.finished;
  }
}

function missingFiles(upload: QueuedUpload): number {
  return upload.files.filter((file) => file.content === null && !isWhole(file)).length;
}

function sumOf(jobs: readonly Job[]): Pick<Job, "added" | "known" | "skipped" | "failed"> {
  const sum = (of: (job: Job) => number) => jobs.reduce((all, job) => all + of(job), 0);
  return {
    added: sum((job) => job.added),
    known: sum((job) => job.known),
    skipped: sum((job) => job.skipped),
    failed: sum((job) => job.failed),
  };
}
