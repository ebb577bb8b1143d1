import { reasonInWords } from "../imports/reasons";
import type { Messages } from "../messages/en";
import type { Formats } from "../messages/formats";
import { isUnfinished } from "../service/library";
import type { Job, JobResult } from "../service/PhotoService";
import { isWhole, type QueuedFile, type QueuedUpload } from "./uploadQueue";

/** What has become of one file so far. */
export interface Fate {
  readonly name: string;
  readonly words: string;
  /** How bad it is: nothing was lost, or a photo did not get in. */
  readonly trouble: boolean;
}

/**
 * What has become of each file, those with trouble first.
 *
 * @param job the import, as far as it is known
 * @param results of the finished import; files that were added have none
 */
export function fatesOf(
  upload: QueuedUpload,
  job: Job | undefined,
  results: readonly JobResult[] | undefined,
  messages: Messages,
  formats: Formats,
): Fate[] {
  const byName = new Map(results?.map((result) => [lastName(result.path), result]));
  const fates = [
    ...upload.refused.map(({ name, problem }) =>
      typeof problem === "string"
        ? { name, words: messages.uploads.problems[problem], trouble: problem !== "hidden" }
        : {
            name,
            words: reasonInWords({ ...problem, outcome: "skipped", detail: null }, messages),
            trouble: false,
          },
    ),
    ...upload.files.map((file) => ({
      name: file.name,
      ...fateOf(file, upload, job, byName, messages, formats),
    })),
  ];
  return upload.job === null ? fates : fates.toSorted((a, b) => Number(b.trouble) - Number(a.trouble));
}

function fateOf(
  file: QueuedFile,
  upload: QueuedUpload,
  job: Job | undefined,
  results: ReadonlyMap<string, JobResult>,
  messages: Messages,
  formats: Formats,
): Omit<Fate, "name"> {
  const { fates } = messages.uploads;
  const result = results.get(file.serverName ?? file.name);
  if (result) {
    return { words: reasonInWords(result, messages), trouble: result.outcome === "failed" };
  }
  if (upload.job !== null && job && !isUnfinished(job)) {
    return job.state === "done"
      ? { words: messages.imports.filters.added, trouble: false }
      : { words: fates.notReached, trouble: true };
  }
  if (isWhole(file)) {
    return { words: fates.sent, trouble: false };
  }
  if (file.content === null) {
    return { words: fates.chooseAgain, trouble: true };
  }
  const words = file.received > 0 ? formats.percent(file.received / file.size) : fates.waiting;
  return { words, trouble: false };
}

function lastName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
}
