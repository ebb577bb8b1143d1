import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { useLibraryShown, useUser } from "../accounts/signIn";
import { Button } from "../elements/Button";
import { explain } from "../elements/explain";
import { Notice } from "../elements/Notice";
import { useMessages } from "../messages/language";
import { keepJob, keys, usePhotoService } from "../service/library";
import type { ImportRequest } from "../service/PhotoService";
import { FIRST_USER } from "../service/ServerPhase";
import { ServiceFailure } from "../service/ServiceFailure";

/** Begins an import of folders of the server's machine, for who can see the operator's code or was given the right. */
export function ImportForm() {
  const granted = useUser()?.may_import === true;
  const { owner } = useLibraryShown();
  // By the operator's code photos come into the first library, which is not the one that a member looks at.
  return granted || owner === undefined || owner === FIRST_USER ? (
    <FolderForm granted={granted} />
  ) : (
    <FoldersByOthers />
  );
}

function FoldersByOthers() {
  const messages = useMessages();
  const id = useId();
  return (
    <section
      id="import-form"
      aria-labelledby={`${id}-heading`}
      className="min-w-0 self-start rounded-2xl border border-line bg-raised p-5 sm:p-6"
    >
      <h2 id={`${id}-heading`} className="text-lg font-semibold">
        {messages.imports.form}
      </h2>
      <p className="mt-1 text-sm text-muted text-pretty">{messages.imports.notGranted}</p>
    </section>
  );
}

function FolderForm({ granted }: { granted: boolean }) {
  const messages = useMessages();
  const service = usePhotoService();
  const queries = useQueryClient();
  const id = useId();
  const [folders, setFolders] = useState("");
  const [title, setTitle] = useState("");
  const [author, setAuthor] = useState("");
  const [code, setCode] = useState("");

  const start = useMutation({
    mutationFn: (request: ImportRequest) =>
      granted ? service.startOwnImport(request) : service.startImport(request, code.trim()),
    onSuccess: (job) => {
      // The code stays, for the next folder.
      setFolders("");
      setTitle("");
      keepJob(queries, job);
      void queries.invalidateQueries({ queryKey: keys.jobs });
      void queries.invalidateQueries({ queryKey: keys.authors });
    },
  });

  const paths = folders
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    start.mutate({ paths, title: title.trim() || null, author: author.trim() || null });
  };

  const failure = start.error instanceof ServiceFailure ? start.error : null;
  const wrongCode = !granted && failure?.kind === "unauthorised";
  const wrongFolder = failure?.kind === "refused";
  return (
    <section id="import-form" aria-labelledby={`${id}-heading`} className="min-w-0">
      <form
        onSubmit={onSubmit}
        className="space-y-5 rounded-2xl border border-line bg-raised p-5 sm:p-6 lg:sticky lg:top-8"
      >
        <div>
          <h2 id={`${id}-heading`} className="text-lg font-semibold">
            {messages.imports.form}
          </h2>
          <p className="mt-1 text-sm text-muted">{messages.imports.formText}</p>
        </div>
        <div>
          <label htmlFor={`${id}-folders`} className="mb-1 block text-sm font-medium">
            {messages.imports.folders}
          </label>
          <textarea
            id={`${id}-folders`}
            required
            rows={2}
            spellCheck={false}
            autoCapitalize="off"
            placeholder="/home/kari/Pictures"
            value={folders}
            aria-invalid={wrongFolder}
            aria-describedby={`${id}-folders-help`}
            onChange={(event) => {
              start.reset();
              setFolders(event.target.value);
            }}
            className="field field-sizing-content font-mono text-sm"
          />
          <p
            id={`${id}-folders-help`}
            role={wrongFolder ? "alert" : undefined}
            className={`mt-1 text-sm break-words ${wrongFolder ? "text-danger" : "text-muted"}`}
          >
            {wrongFolder ? explain(failure, messages) : messages.imports.foldersHelp}
          </p>
        </div>
        <div>
          <label htmlFor={`${id}-title`} className="mb-1 block text-sm font-medium">
            {messages.imports.titleField}
          </label>
          <input
            id={`${id}-title`}
            maxLength={255}
            autoComplete="off"
            value={title}
            onChange={(event) => setTitle(event.target.value)}
            className="field"
          />
        </div>
        <div>
          <label htmlFor={`${id}-author`} className="mb-1 block text-sm font-medium">
            {messages.imports.authorField}
          </label>
          <input
            id={`${id}-author`}
            maxLength={255}
            autoComplete="off"
            value={author}
            onChange={(event) => setAuthor(event.target.value)}
            className="field"
          />
        </div>
        {!granted && (
          <div>
            <label htmlFor={`${id}-code`} className="mb-1 block text-sm font-medium">
              {messages.imports.code}
            </label>
            <input
              id={`${id}-code`}
              type="password"
              required
              autoComplete="off"
              value={code}
              aria-invalid={wrongCode}
              aria-describedby={`${id}-code-help`}
              onChange={(event) => {
                start.reset();
                setCode(event.target.value);
              }}
              className="field font-mono"
            />
            <p
              id={`${id}-code-help`}
              role={wrongCode ? "alert" : undefined}
              className={`mt-1 text-sm ${wrongCode ? "text-danger" : "text-muted"}`}
            >
              {wrongCode ? messages.imports.codeWrong : messages.imports.codeHelp}
            </p>
          </div>
        )}
        {start.error && !wrongCode && !wrongFolder && <Notice>{explain(start.error, messages)}</Notice>}
        <Button look="primary" type="submit" disabled={start.isPending} className="w-full">
          {start.isPending ? messages.imports.starting : messages.imports.start}
        </Button>
        <p role="status" className="text-sm text-muted empty:hidden">
          {start.isSuccess ? messages.imports.started : ""}
        </p>
      </form>
    </section>
  );
}
