import { Link } from "@tanstack/react-router";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useRef } from "react";
import { NextIcon } from "../elements/icons";
import { useLanguage } from "../messages/language";
import type { Job } from "../service/PhotoService";
import { type Fate, fatesOf } from "./fates";
import { GiveUpButton } from "./GiveUpButton";
import { UploadOverview } from "./UploadOverview";
import type { QueuedUpload } from "./uploadQueue";
import { useUploader, useUploadJobs, useUploadQueue, useUploadResults } from "./uploads";

const ROW_PIXELS = 44;
const MOST_ROWS_SEEN = 8;

/** The uploads of this page, file by file. */
export function UploadSection() {
  const { messages } = useLanguage();
  const { uploads } = useUploadQueue();
  const jobs = useUploadJobs(uploads);
  if (uploads.length === 0) {
    return null;
  }
  return (
    <section
      aria-labelledby="uploads-title"
      className="mt-6 space-y-5 rounded-2xl border border-accent bg-raised p-5"
    >
      <h2 id="uploads-title" className="text-lg font-semibold">
        {messages.uploads.title}
      </h2>
      <UploadOverview />
      {uploads.map((upload) => (
        <OneUpload
          key={upload.key}
          upload={upload}
          job={upload.job === null ? undefined : jobs.get(upload.job)}
          alone={uploads.length === 1}
        />
      ))}
    </section>
  );
}

function OneUpload({ upload, job, alone }: { upload: QueuedUpload; job: Job | undefined; alone: boolean }) {
  const { messages, formats } = useLanguage();
  const uploader = useUploader();
  const results = useUploadResults(job);
  const all = [...upload.files, ...upload.refused];
  const first = all[0]?.name ?? "";
  const name = all.length > 1 ? messages.uploads.andMore(first, formats.number(all.length - 1)) : first;
  return (
    <div className="border-t border-line pt-4">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <h3 className="min-w-0 flex-1 truncate text-sm font-semibold">{name}</h3>
        {upload.job !== null && (
          <Link
            to="/imports/$job"
            params={{ job: String(upload.job) }}
            className="-mr-2 flex min-h-9 items-center gap-1 rounded-lg px-2 text-sm font-medium hover:bg-sunken"
          >
            {messages.imports.untitled(upload.job)}
            <NextIcon className="size-4" />
          </Link>
        )}
        {upload.job === null && upload.files.length > 0 && !alone && (
          <GiveUpButton
            label={messages.uploads.giveUpOne(name)}
            onGiveUp={() => uploader.giveUp(upload.key)}
          />
        )}
      </div>
      <FateList
        label={messages.uploads.filesOf(name)}
        fates={fatesOf(upload, job, results, messages, formats)}
      />
    </div>
  );
}

function FateList({ label, fates }: { label: string; fates: readonly Fate[] }) {
  const scroller = useRef<HTMLElement>(null);
  const rows = useVirtualizer({
    count: fates.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PIXELS,
    overscan: 8,
  });
  return (
    <section
      ref={scroller}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by the keyboard
      tabIndex={0}
      aria-label={label}
      className="overflow-y-auto overscroll-contain"
      style={{ height: Math.min(rows.getTotalSize(), (MOST_ROWS_SEEN + 0.5) * ROW_PIXELS) }}
    >
      <ul className="relative" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map((row) => {
          const { name, words, trouble } = fates[row.index] as Fate;
          return (
            <li
              key={row.key}
              ref={rows.measureElement}
              data-index={row.index}
              aria-setsize={fates.length}
              aria-posinset={row.index + 1}
              className="absolute inset-x-0 top-0 flex flex-col gap-x-4 border-b border-line py-2.5 text-sm sm:flex-row sm:items-baseline"
              style={{ transform: `translateY(${row.start}px)` }}
            >
              <span className="min-w-0 flex-1 font-mono text-[13px] break-all">{name}</span>
              <span
                className={`tabular-nums sm:max-w-3/5 sm:text-right ${trouble ? "text-danger" : "text-muted"}`}
              >
                {words}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
