import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "../elements/Button";
import { ConfirmDialog } from "../elements/ConfirmDialog";
import { explain } from "../elements/explain";
import { Notice } from "../elements/Notice";
import { useDocumentTitle } from "../elements/useDocumentTitle";
import { Waiting } from "../elements/Waiting";
import { useLanguage } from "../messages/language";
import { keys, usePhotoService } from "../service/library";
import type { TrashPage as Page } from "../service/PhotoService";

import { daysLeft } from "./daysLeft";
import { refetchAfterTrashing } from "./refetchAfterTrashing";

const PHOTOS_AT_ONCE = 100;

interface Trashed {
  hothash: string;
  label: string;
  endsAt: string;
}

/** The photos that were thrown away: to be had back, or deleted for good. */
export default function TrashPage() {
  const { messages, formats } = useLanguage();
  const service = usePhotoService();
  const queries = useQueryClient();
  useDocumentTitle(messages.trash.title);
  const [asking, setAsking] = useState<"empty" | Trashed | null>(null);
  const trash = useInfiniteQuery({
    queryKey: keys.trash,
    queryFn: ({ pageParam, signal }) => service.trash(pageParam, PHOTOS_AT_ONCE, signal),
    initialPageParam: 0,
    getNextPageParam: (page, pages) => {
      const shown = pages.length * PHOTOS_AT_ONCE;
      return shown < page.total ? shown : undefined;
    },
    refetchOnMount: "always",
  });
  const change = useMutation({
    mutationFn: (action: () => Promise<void>) => action(),
    onSettled: () => refetchAfterTrashing(queries),
  });
  const photos = trash.data?.pages.flatMap((page) => entries(page)) ?? [];
  const total = trash.data?.pages.at(-1)?.total ?? 0;

  function entries(page: Page): Trashed[] {
    return page.hothash.map((hothash, index) => {
      const taken = page.taken_at[index];
      return {
        hothash,
        label: messages.gallery.photoLabel({
          title: null,
          taken: taken ? formats.taken(taken) : null,
          rating: page.rating[index] ?? 0,
          raw: page.kind[index] === "raw",
        }),
        endsAt: page.ends_at[index] ?? "",
      };
    });
  }

  return (
    <div className="h-full overflow-y-auto">
      <div className="mx-auto max-w-6xl px-4 py-8 sm:px-6">
        <div className="flex flex-wrap items-center justify-between gap-4">
          <h1 className="text-2xl font-semibold tracking-tight">{messages.trash.title}</h1>
          {total > 0 && (
            <Button look="danger" disabled={change.isPending} onClick={() => setAsking("empty")}>
              {messages.trash.empty}
            </Button>
          )}
        </div>
        <p className="mt-2 max-w-2xl text-muted">{messages.trash.explanation}</p>
        {(change.error || (trash.error && !trash.data)) && (
          <div className="mt-6 max-w-2xl">
            <Notice action={<Button onClick={() => void trash.refetch()}>{messages.common.tryAgain}</Button>}>
              {explain(change.error ?? trash.error, messages)}
            </Notice>
          </div>
        )}
        {trash.isPending && <Waiting />}
        {trash.data && total === 0 && <p className="mt-8">{messages.trash.nothing}</p>}
        <ul className="mt-6 grid grid-cols-[repeat(auto-fill,minmax(10rem,1fr))] gap-4">
          {photos.map((photo) => (
            <li key={photo.hothash} data-trashed={photo.hothash} className="min-w-0">
              <img
                src={service.trashedHotpreviewUrl(photo.hothash)}
                alt={photo.label}
                loading="lazy"
                className="aspect-square w-full rounded-lg bg-placeholder object-contain"
              />
              <p className="mt-1 text-sm text-muted">{messages.trash.daysLeft(daysLeft(photo.endsAt))}</p>
              <div className="mt-1 flex flex-wrap gap-1">
                <Button
                  aria-label={messages.trash.restorePhoto(photo.label)}
                  disabled={change.isPending}
                  onClick={() => change.mutate(() => service.restore(photo.hothash))}
                  className="flex-1 text-sm"
                >
                  {messages.trash.restore}
                </Button>
                <Button
                  look="danger"
                  aria-label={messages.trash.deletePhoto(photo.label)}
                  disabled={change.isPending}
                  onClick={() => setAsking(photo)}
                  className="flex-1 text-sm"
                >
                  {messages.trash.deleteForGood}
                </Button>
              </div>
            </li>
          ))}
        </ul>
        {trash.hasNextPage && (
          <div className="mt-6 text-center">
            <Button disabled={trash.isFetching} onClick={() => void trash.fetchNextPage()}>
              {messages.trash.more}
            </Button>
          </div>
        )}
      </div>
      {asking && (
        <ConfirmDialog
          title={
            asking === "empty"
              ? messages.trash.emptyTitle(messages.gallery.photos(total, formats.number))
              : messages.trash.deleteTitle
          }
          text={asking === "empty" ? messages.trash.emptyText : messages.trash.deleteText}
          action={asking === "empty" ? messages.trash.empty : messages.trash.deleteForGood}
          onCancel={() => setAsking(null)}
          onConfirm={() => {
            setAsking(null);
            change.mutate(() =>
              asking === "empty" ? service.emptyTrash() : service.deleteForGood(asking.hothash),
            );
          }}
        />
      )}
    </div>
  );
}
