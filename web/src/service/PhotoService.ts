import type { components, paths } from "../api/schema";
import type { Connection } from "./Connection";
import { Door } from "./Door";
import { LibraryEvents, type LibraryListener } from "./LibraryEvents";

type Schemas = components["schemas"];
export type Photo = Schemas["Photo"];
export type PhotoDetailsBody = Schemas["PhotoDetails"];
export type PhotoDetailsFile = Schemas["PhotoDetailsFile"];
export type PhotoContributor = Schemas["PhotoContributorList"]["contributors"][number];
export type JobContributor = Schemas["JobContributorList"]["contributors"][number];
export type PhotoPatch = Schemas["PhotoPatch"];
export type PhotoQuery = NonNullable<paths["/api/v1/search"]["get"]["parameters"]["query"]>;
export type FoundPhotos = Schemas["FoundPhotos"];
export type FacetCount = Schemas["FacetCount"];
export type SearchSuggestion = Schemas["SearchSuggestion"];
export type Timeline = Schemas["Timeline"];
export type TimelineMonth = Schemas["TimelineMonth"];
export type TrashPage = Schemas["TrashPage"];
export type Author = Schemas["Author"];
export type Job = Schemas["Job"];
export type JobResult = Schemas["JobResult"];
export type JobResultPage = Omit<Schemas["JobResultPage"], "links">;
export type FileOutcome = Schemas["FileOutcome"];
export type ImportRequest = Schemas["ImportRequest"];
export type SentUpload = Schemas["Upload"];
export type SentFile = Schemas["UploadFile"];
export type UploadRequest = Schemas["UploadRequest"];

/** A piece of a file may take longer: its bytes go the slow way of most connections. */
const PIECE_PATIENCE_MILLISECONDS = 90_000;

/** All the authors that the picker offers; a library with more is searched by name. */
const AUTHORS_AT_ONCE = 1000;

/**
 * All that is read and written of a library goes through here. Every method rejects with a {@link ServiceFailure}, or
 * with an `AbortError` when its signal was aborted. On whose behalf a request is sent is the door's matter.
 */
export class PhotoService {
  private readonly client;
  private readonly ask;
  private readonly origin: string;
  readonly connection: Connection;

  constructor(door: Door = new Door()) {
    this.client = door.client;
    this.ask = door.ask;
    this.origin = door.origin;
    this.connection = door.connection;
  }

  /** How many photos each month has, newest first. */
  timeline(signal?: AbortSignal): Promise<Timeline> {
    return this.ask((it) => this.client.GET("/api/v1/timeline", { signal: it }), signal);
  }

  /** One month's photos in columns, newest first. */
  month(month: string, signal?: AbortSignal): Promise<TimelineMonth> {
    return this.ask(
      (it) => this.client.GET("/api/v1/timeline/{month}", { params: { path: { month } }, signal: it }),
      signal,
    );
  }

  /** Photos by their words and by what is known of them, in columns, and counted. */
  find(query: PhotoQuery, signal?: AbortSignal): Promise<FoundPhotos> {
    return this.ask((it) => this.client.GET("/api/v1/search", { params: { query }, signal: it }), signal);
  }

  /** What a typed text may be the beginning of. */
  async suggestions(q: string, signal?: AbortSignal): Promise<SearchSuggestion[]> {
    const answer = await this.ask(
      (it) => this.client.GET("/api/v1/search/suggestions", { params: { query: { q } }, signal: it }),
      signal,
    );
    return answer.suggestions;
  }

  photo(hothash: string, signal?: AbortSignal): Promise<Photo> {
    return this.ask(
      (it) => this.client.GET("/api/v1/photos/{hothash}", { params: { path: { hothash } }, signal: it }),
      signal,
    );
  }

  details(hothash: string, signal?: AbortSignal): Promise<PhotoDetailsBody> {
    return this.ask(
      (it) =>
        this.client.GET("/api/v1/photos/{hothash}/details", { params: { path: { hothash } }, signal: it }),
      signal,
    );
  }

  /** Who added a photo, for those who may know it; nobody for everybody else. */
  async photoContributors(hothash: string, signal?: AbortSignal): Promise<PhotoContributor[]> {
    const list = await this.ask(
      (it) =>
        this.client.GET("/api/v1/photos/{hothash}/contributors", {
          params: { path: { hothash } },
          signal: it,
        }),
      signal,
    );
    return list.contributors;
  }

  /** Changes the fields that are present, clears those that are null, and leaves the others alone. */
  edit(hothash: string, patch: PhotoPatch): Promise<Photo> {
    return this.ask((signal) =>
      this.client.PATCH("/api/v1/photos/{hothash}/details", {
        params: { path: { hothash } },
        body: patch,
        signal,
      }),
    );
  }

  /** Photos in the trash in columns, those that were thrown away last first. */
  trash(offset: number, limit: number, signal?: AbortSignal): Promise<TrashPage> {
    return this.ask(
      (it) => this.client.GET("/api/v1/trash", { params: { query: { offset, limit } }, signal: it }),
      signal,
    );
  }

  async moveToTrash(hothash: string): Promise<void> {
    await this.ask((signal) => this.client.POST("/api/v1/trash", { body: { hothashes: [hothash] }, signal }));
  }

  async restore(hothash: string): Promise<void> {
    await this.ask((signal) =>
      this.client.POST("/api/v1/trash/restore", { body: { hothashes: [hothash] }, signal }),
    );
  }

  /** Deletes a photo of the trash for good; its original stays where it is. */
  async deleteForGood(hothash: string): Promise<void> {
    await this.ask((signal) =>
      this.client.POST("/api/v1/trash/delete", { body: { hothashes: [hothash] }, signal }),
    );
  }

  async emptyTrash(): Promise<void> {
    await this.ask((signal) => this.client.POST("/api/v1/trash/empty", { signal }));
  }

  trashedHotpreviewUrl(hothash: string): string {
    return `${this.origin}/api/v1/trash/${encodeURIComponent(hothash)}/hotpreview`;
  }

  async authors(signal?: AbortSignal): Promise<Author[]> {
    const page = await this.ask(
      (it) =>
        this.client.GET("/api/v1/authors/", { params: { query: { limit: AUTHORS_AT_ONCE } }, signal: it }),
      signal,
    );
    return page.data;
  }

  createAuthor(name: string): Promise<Author> {
    return this.ask((signal) => this.client.POST("/api/v1/authors/", { body: { name }, signal }));
  }

  async jobs(limit: number, signal?: AbortSignal): Promise<Job[]> {
    const list = await this.ask(
      (it) => this.client.GET("/api/v1/jobs", { params: { query: { limit } }, signal: it }),
      signal,
    );
    return list.jobs;
  }

  /** For whom the newest jobs add photos, where that is somebody else than whom the library belongs to. */
  async jobContributors(limit: number, signal?: AbortSignal): Promise<JobContributor[]> {
    const list = await this.ask(
      (it) => this.client.GET("/api/v1/jobs/contributors", { params: { query: { limit } }, signal: it }),
      signal,
    );
    return list.contributors;
  }

  job(id: number, signal?: AbortSignal): Promise<Job> {
    return this.ask(
      (it) => this.client.GET("/api/v1/jobs/{id}", { params: { path: { id } }, signal: it }),
      signal,
    );
  }

  jobResults(
    id: number,
    query: { offset: number; limit: number; outcome?: FileOutcome },
    signal?: AbortSignal,
  ): Promise<JobResultPage> {
    return this.ask(
      (it) => this.client.GET("/api/v1/jobs/{id}/results", { params: { path: { id }, query }, signal: it }),
      signal,
    );
  }

  /**
   * Imports into the library of the single-user time, whoever is signed in.
   *
   * @param code the operator's code of the server's present start
   */
  startImport(request: ImportRequest, code: string): Promise<Job> {
    return this.ask((signal) =>
      this.client.POST("/api/v1/operator/imports", {
        body: request,
        headers: { "Imalink-Operator": code },
        signal,
      }),
    );
  }

  /** Imports folders of the server's machine, for a person who is signed in and has the grant to do so. */
  startOwnImport(request: ImportRequest): Promise<Job> {
    return this.ask((signal) => this.client.POST("/api/v1/imports", { body: request, signal }));
  }

  /** Agrees with the server on files to send. */
  beginUpload(request: UploadRequest): Promise<SentUpload> {
    return this.ask((signal) => this.client.POST("/api/v1/uploads", { body: request, signal }));
  }

  /** What the server has of an upload. */
  upload(uuid: string, signal?: AbortSignal): Promise<SentUpload> {
    return this.ask(
      (it) => this.client.GET("/api/v1/uploads/{uuid}", { params: { path: { uuid } }, signal: it }),
      signal,
    );
  }

  /**
   * Sends a piece of a file; what answers is safely on the server's disk.
   *
   * @param number the file's place in the upload
   * @param offset where in the file the piece begins: as many bytes as the server has
   */
  async sendPiece(
    uuid: string,
    number: number,
    offset: number,
    piece: ArrayBuffer,
    signal?: AbortSignal,
  ): Promise<SentFile> {
    const digest = await digestOf(piece);
    return this.ask(
      (it) =>
        this.client.PATCH("/api/v1/uploads/{uuid}/files/{number}", {
          params: {
            path: { uuid, number },
            header: { "Upload-Offset": offset, ...(digest !== null && { "Content-Digest": digest }) },
          },
          headers: { "Content-Type": "application/octet-stream" },
          body: piece as unknown as string, // which is how the description writes bytes
          bodySerializer: (bytes) => bytes,
          signal: it,
        }),
      signal,
      PIECE_PATIENCE_MILLISECONDS,
    );
  }

  /**
   * Imports the files of an upload, now that all are whole; asked again, it answers the same import.
   *
   * @param without numbers of files that are given up
   */
  completeUpload(uuid: string, without: readonly number[]): Promise<Job> {
    return this.ask((signal) =>
      this.client.POST("/api/v1/uploads/{uuid}/complete", {
        params: { path: { uuid } },
        body: { without: [...without] },
        signal,
      }),
    );
  }

  /** Gives an upload up; what the server has of it is deleted. */
  async cancelUpload(uuid: string): Promise<void> {
    await this.ask((signal) =>
      this.client.DELETE("/api/v1/uploads/{uuid}", { params: { path: { uuid } }, signal }),
    );
  }

  /** Follows the server's changes until the returned function is called. */
  listen(listener: LibraryListener): () => void {
    return LibraryEvents.listen(`${this.origin}/api/v1/events`, listener);
  }

  hotpreviewUrl(hothash: string): string {
    return `${this.photoUrl(hothash)}/hotpreview`;
  }

  coldpreviewUrl(hothash: string): string {
    return `${this.photoUrl(hothash)}/coldpreview`;
  }

  /** @param file one of the photo's files; the primary one when absent */
  originalUrl(hothash: string, file?: number): string {
    return `${this.photoUrl(hothash)}/original${file === undefined ? "" : `?file=${file}`}`;
  }

  /** Fetches a medium preview into the browser's cache, so that the next photo is there at once. */
  preload(hothash: string): void {
    new Image().src = this.coldpreviewUrl(hothash);
  }

  private photoUrl(hothash: string): string {
    return `${this.origin}/api/v1/photos/${encodeURIComponent(hothash)}`;
  }
}

/** The SHA-256 of a piece as RFC 9530 writes it; null on pages that came without encryption, which cannot know it. */
async function digestOf(piece: ArrayBuffer): Promise<string | null> {
  if (globalThis.crypto?.subtle === undefined) {
    return null;
  }
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", piece));
  return `sha-256=:${btoa(String.fromCharCode(...digest))}:`;
}
