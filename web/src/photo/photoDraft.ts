import type { Photo, PhotoPatch } from "../service/PhotoService";

/** What a person is writing about a photo and has not saved yet. */
export interface PhotoDraft {
  readonly title: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly rating: number | null;
  readonly authorId: number | null;
}

export const LONGEST_TITLE = 255;
export const MOST_TAGS = 20;
export const LONGEST_TAG = 50;

/** Why a tag cannot be taken. */
export type TagProblem = "tooMany" | "tooLong" | "characters" | "repeated";

export function draftOf(photo: Photo): PhotoDraft {
  return {
    title: photo.title ?? "",
    description: photo.description ?? "",
    tags: photo.tags,
    rating: photo.rating,
    authorId: photo.author_id,
  };
}

/** Exactly the fields that differ from the photo; a text that was emptied is cleared. */
export function patchOf(photo: Photo, draft: PhotoDraft): PhotoPatch {
  const title = textOrNull(draft.title);
  const description = textOrNull(draft.description);
  const sameTags =
    draft.tags.length === photo.tags.length && draft.tags.every((tag, index) => tag === photo.tags[index]);
  return {
    ...(title !== textOrNull(photo.title ?? "") && { title }),
    ...(description !== textOrNull(photo.description ?? "") && { description }),
    ...(!sameTags && { tags: [...draft.tags] }),
    ...(draft.rating !== photo.rating && { rating: draft.rating }),
    ...(draft.authorId !== photo.author_id && { author_id: draft.authorId }),
  };
}

/** What of an edit are words, which nobody could guess again. */
export function wordsOf(
  patch: PhotoPatch,
  typedTag: string,
): { readonly field: "title" | "description" | "tags"; readonly text: string }[] {
  const tags = [...(patch.tags ?? []), ...tagsIn(typedTag)].join(", ");
  return [
    { field: "title" as const, text: patch.title ?? "" },
    { field: "description" as const, text: patch.description ?? "" },
    { field: "tags" as const, text: tags },
  ].filter(({ text }) => text !== "");
}

/** The draft behind a save: what was written since it began is kept, all else is as the server has it now. */
export function draftAfterSave(began: PhotoDraft, now: PhotoDraft, saved: Photo): PhotoDraft {
  const same = draftOf(saved);
  return {
    title: now.title === began.title ? same.title : now.title,
    description: now.description === began.description ? same.description : now.description,
    tags: now.tags === began.tags ? same.tags : now.tags,
    rating: now.rating === began.rating ? same.rating : now.rating,
    authorId: now.authorId === began.authorId ? same.authorId : now.authorId,
  };
}

export function isChanged(photo: Photo, draft: PhotoDraft): boolean {
  return Object.keys(patchOf(photo, draft)).length > 0;
}

/** Splits what was typed or pasted into tags: commas and line breaks separate. */
export function tagsIn(typed: string): string[] {
  return typed
    .split(/[,;\n]/)
    .map((tag) => tag.trim().replace(/\s+/g, " "))
    .filter((tag) => tag !== "");
}

export function tagProblem(tag: string, tags: readonly string[]): TagProblem | null {
  if (tags.some((it) => it.toLocaleLowerCase() === tag.toLocaleLowerCase())) {
    return "repeated";
  }
  if (tags.length >= MOST_TAGS) {
    return "tooMany";
  }
  if ([...tag].length > LONGEST_TAG) {
    return "tooLong";
  }
  return /^[\p{L}\p{M}\p{N} _-]+$/u.test(tag) ? null : "characters";
}

function textOrNull(text: string): string | null {
  const trimmed = text.trim();
  return trimmed === "" ? null : trimmed;
}
