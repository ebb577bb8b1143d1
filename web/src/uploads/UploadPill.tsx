import { UploadIcon } from "../elements/icons";
import { useLanguage } from "../messages/language";
import { standingOf, wordsFor } from "./UploadOverview";
import { progressOf } from "./uploadQueue";
import { useUploadJobs, useUploadQueue } from "./uploads";

/** Uploads in a few words, for over an open photo. */
export function UploadPill() {
  const { messages, formats } = useLanguage();
  const queue = useUploadQueue();
  const standing = standingOf(queue, useUploadJobs(queue.uploads));
  if (standing === null) {
    return null;
  }
  const { bytes, allBytes } = progressOf(queue.uploads);
  return (
    <div className="pointer-events-none absolute inset-x-0 bottom-0 flex p-3">
      <p className="flex items-center gap-2 rounded-full bg-black/70 px-3.5 py-1.5 text-sm text-white tabular-nums">
        <UploadIcon className="size-4 shrink-0" />
        <span role="status">{wordsFor(standing, messages.uploads)}</span>
        {standing === "sending" && allBytes > 0 && (
          <span>{formats.percent(Math.floor((bytes / allBytes) * 100) / 100)}</span>
        )}
      </p>
    </div>
  );
}
