import type { GivenFile } from "./uploadQueue";

/** What a drop holds, as far as this needs to know it. */
type Entry = Pick<FileSystemEntry, "isFile" | "isDirectory" | "name">;

/** Whether a drag brings files of the person's machine, not text and not a picture of a page. */
export function bringsFiles(types: readonly string[]): boolean {
  // A picture dragged out of a page comes as a file too, but with the mark-up around it.
  return types.includes("Files") && !types.includes("text/html");
}

/** Takes out of a drop what is lost once the event is over; the files come later, those of folders too. */
export function filesOfDrop(transfer: DataTransfer): Promise<GivenFile[]> {
  const loose: File[] = [];
  const entries: Entry[] = [];
  for (const item of transfer.items) {
    const entry = item.kind === "file" ? (item.webkitGetAsEntry?.() ?? null) : null;
    const file = item.kind === "file" && !entry?.isDirectory ? item.getAsFile() : null;
    if (entry?.isDirectory) {
      entries.push(entry);
    } else if (file) {
      loose.push(file);
    }
  }
  if (loose.length + entries.length === 0) {
    return Promise.resolve([...transfer.files].map(given));
  }
  return filesUnder(entries).then((files) => [...loose, ...files].map(given));
}

/** The files in folders, and in theirs; what cannot be read is left out. */
export async function filesUnder(entries: readonly Entry[]): Promise<File[]> {
  const files: File[] = [];
  for (const entry of entries) {
    if (entry.isDirectory) {
      files.push(...(await filesUnder(await entriesOf(entry as FileSystemDirectoryEntry))));
    } else if (entry.isFile) {
      const file = await new Promise<File | null>((done) =>
        (entry as FileSystemFileEntry).file(done, () => done(null)),
      );
      if (file) {
        files.push(file);
      }
    }
  }
  return files;
}

async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    // Each call answers some, the last one none.
    const some = await new Promise<FileSystemEntry[]>((done) => reader.readEntries(done, () => done([])));
    if (some.length === 0) {
      return all;
    }
    all.push(...some);
  }
}

export function given(file: File): GivenFile {
  return { name: file.name, size: file.size, modified: file.lastModified, content: file };
}
