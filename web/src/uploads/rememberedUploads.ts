import { allRemembered, remember, remembered } from "../elements/remembered";
import type { QueuedUpload, RememberedUpload } from "./uploadQueue";

const UPLOAD = "upload.";
const SENDER = "sender.";
/** A page that has not been heard of for so long is gone. */
const GONE_AFTER_MILLISECONDS = 20_000;
export const HEARD_EVERY_MILLISECONDS = 5_000;

/** Remembers what is sent, so that it goes on after the page was closed, when the same files are given again. */
export function rememberUpload(upload: QueuedUpload): void {
  const files = upload.files.map(({ name, size, modified, number }) => [name, size, modified, number]);
  remember(UPLOAD + upload.uuid, JSON.stringify(files));
}

export function forgetUpload(uuid: string): void {
  remember(UPLOAD + uuid, null);
  remember(SENDER + uuid, null);
}

/** Says that this page is sending an upload, so that another one leaves it alone. @param page names this page */
export function claimUpload(uuid: string, page: string, now: number): void {
  remember(SENDER + uuid, `${now} ${page}`);
}

/** The uploads that were not finished and that no other page is sending. */
export function rememberedUploads(page: string, now: number): RememberedUpload[] {
  return [...allRemembered(UPLOAD)].flatMap(([uuid, text]) => {
    const [heard, sender] = (remembered(SENDER + uuid) ?? "").split(" ");
    if (sender !== page && now - Number(heard) < GONE_AFTER_MILLISECONDS) {
      return [];
    }
    const files = filesIn(text);
    return files ? [{ uuid, files }] : [];
  });
}

/** What is remembered may have been written by another version, or by anybody. */
function filesIn(text: string): RememberedUpload["files"] | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return null;
  }
  if (!Array.isArray(parsed) || parsed.length === 0) {
    return null;
  }
  const files = parsed.flatMap((file: unknown, index) =>
    Array.isArray(file) &&
    typeof file[0] === "string" &&
    typeof file[1] === "number" &&
    typeof file[2] === "number"
      ? [{ name: file[0], size: file[1], modified: file[2], number: numberIn(file[3], index) }]
      : [],
  );
  return files.length === parsed.length ? files : null;
}

/** Earlier versions remembered all files, and so no numbers. */
function numberIn(remembered: unknown, index: number): number {
  return typeof remembered === "number" ? remembered : index;
}

/** A name for this page that it keeps when it is loaded anew. */
export function nameOfPage(): string {
  const fresh = Math.random().toString(36).slice(2);
  try {
    const name = sessionStorage.getItem("imalink.page") ?? fresh;
    sessionStorage.setItem("imalink.page", name);
    return name;
  } catch {
    return fresh;
  }
}
