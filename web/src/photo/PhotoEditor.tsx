import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useBlocker } from "@tanstack/react-router";
import { type FormEvent, type KeyboardEvent, useId, useState } from "react";
import { Button } from "../elements/Button";
import { Notice } from "../elements/Notice";
import { keepPhoto } from "../gallery/keepPhoto";
import { useMessages } from "../messages/language";
import { usePhotoService } from "../service/library";
import type { Photo, PhotoPatch } from "../service/PhotoService";
import { AuthorField } from "./AuthorField";
import { editorProblems } from "./editorProblems";
import {
  draftAfterSave,
  draftOf,
  isChanged,
  LONGEST_TITLE,
  type PhotoDraft,
  patchOf,
  tagProblem,
  tagsIn,
  wordsOf,
} from "./photoDraft";
import { RatingField } from "./RatingField";
import { TagField } from "./TagField";
import { UnsavedDialog } from "./UnsavedDialog";
import { useUnsavedWords } from "./unsavedWords";

/** What is sent, and what the form held when it was. */
interface Save {
  patch: PhotoPatch;
  began: PhotoDraft;
  typed: string;
}

/**
 * What a person writes about a photo. Nothing is sent before they save; leaving with something unsaved asks first, and
 * what the server refuses stays in its field.
 */
export function PhotoEditor({ photo }: { photo: Photo }) {
  const messages = useMessages();
  const service = usePhotoService();
  const queries = useQueryClient();
  const id = useId();
  const [draft, setDraft] = useState(() => draftOf(photo));
  const [base, setBase] = useState(photo);
  const [typedTag, setTypedTag] = useState("");
  const saving = useMutation({
    mutationFn: ({ patch }: Save) => service.edit(photo.hothash, patch),
    onSuccess: (saved, { began, typed }) => {
      setBase(saved);
      setDraft((now) => draftAfterSave(began, now, saved));
      setTypedTag((now) => (now === typed ? "" : now));
      keepPhoto(queries, saved);
    },
  });

  const changed = isChanged(base, draft) || typedTag.trim() !== "";
  // Somebody else changed the photo: show that, unless it would overwrite what is being written here.
  if (photo !== base && !changed && !saving.isPending) {
    setBase(photo);
    setDraft(draftOf(photo));
  }

  useUnsavedWords(
    wordsOf(patchOf(base, draft), typedTag).map(({ field, text }) => ({
      label: messages.editor[field],
      text,
    })),
  );

  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => changed && current.pathname !== next.pathname,
    enableBeforeUnload: () => changed,
    withResolver: true,
  });

  const save = async (): Promise<boolean> => {
    const typed = tagsIn(typedTag);
    const tags = [...draft.tags];
    for (const tag of typed) {
      const problem = tagProblem(tag, tags);
      if (problem === null) {
        tags.push(tag);
      } else if (problem !== "repeated") {
        return false;
      }
    }
    const complete = { ...draft, tags };
    if (!isChanged(base, complete)) {
      setDraft(draftOf(base));
      setTypedTag("");
      return true;
    }
    try {
      await saving.mutateAsync({ patch: patchOf(base, complete), began: draft, typed: typedTag });
      return true;
    } catch {
      // The mutation keeps the failure, and the form shows it beside its field.
      return false;
    }
  };
  const discard = () => {
    saving.reset();
    setDraft(draftOf(base));
    setTypedTag("");
  };

  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    void save();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const saves =
      (event.key === "Enter" || event.key.toLowerCase() === "s") && (event.ctrlKey || event.metaKey);
    if (saves) {
      event.preventDefault();
      void save();
    }
  };

  const problems = editorProblems(saving.error, messages);
  return (
    <form
      onSubmit={onSubmit}
      onKeyDown={onKeyDown}
      aria-label={messages.editor.label}
      noValidate
      className="relative"
    >
      <div className="space-y-5 px-5 pb-5">
        <div>
          <label htmlFor={`${id}-title`} className="mb-1 block text-sm font-medium">
            {messages.editor.title}
          </label>
          <input
            id={`${id}-title`}
            data-editor-start
            value={draft.title}
            maxLength={LONGEST_TITLE}
            autoComplete="off"
            aria-invalid={problems.title !== null}
            aria-describedby={problems.title ? `${id}-title-problem` : undefined}
            onChange={(event) => setDraft({ ...draft, title: event.target.value })}
            className="field"
          />
          {problems.title && (
            <p id={`${id}-title-problem`} role="alert" className="mt-1 text-sm text-danger">
              {problems.title}
            </p>
          )}
        </div>
        <RatingField rating={draft.rating} onChange={(rating) => setDraft({ ...draft, rating })} />
        <TagField
          tags={draft.tags}
          onChange={(tags) => setDraft({ ...draft, tags })}
          typed={typedTag}
          onTyped={setTypedTag}
          problem={problems.tags}
        />
        <div>
          <label htmlFor={`${id}-description`} className="mb-1 block text-sm font-medium">
            {messages.editor.description}
          </label>
          <textarea
            id={`${id}-description`}
            rows={4}
            value={draft.description}
            aria-invalid={problems.description !== null}
            aria-describedby={problems.description ? `${id}-description-problem` : undefined}
            onChange={(event) => setDraft({ ...draft, description: event.target.value })}
            className="field field-sizing-content max-h-96 min-h-24 resize-y"
          />
          {problems.description && (
            <p id={`${id}-description-problem`} role="alert" className="mt-1 text-sm text-danger">
              {problems.description}
            </p>
          )}
        </div>
        <AuthorField
          authorId={draft.authorId}
          authorName={base.author?.name ?? null}
          onChange={(authorId) => setDraft((now) => ({ ...now, authorId }))}
        />
        {problems.general && <Notice>{problems.general}</Notice>}
      </div>
      <div
        hidden={!changed && !saving.isPending}
        className="sticky bottom-0 z-10 flex items-center gap-2 border-t border-line bg-raised px-5 py-3"
      >
        <span className="flex-1 text-sm text-muted">{messages.editor.unsaved}</span>
        <Button look="quiet" onClick={discard} disabled={saving.isPending}>
          {messages.editor.discard}
        </Button>
        <Button look="primary" type="submit" disabled={saving.isPending}>
          {saving.isPending ? messages.editor.saving : messages.editor.save}
        </Button>
      </div>
      <p role="status" className="sr-only">
        {saving.isSuccess && !changed ? messages.editor.saved : ""}
      </p>
      {blocker.status === "blocked" && (
        <UnsavedDialog
          saving={saving.isPending}
          onSave={async () => {
            if (await save()) {
              blocker.proceed();
            } else {
              blocker.reset();
            }
          }}
          onDiscard={() => {
            discard();
            blocker.proceed();
          }}
          onStay={blocker.reset}
        />
      )}
    </form>
  );
}
