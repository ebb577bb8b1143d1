import { useQuery } from "@tanstack/react-query";
import { Link, useLocation, useNavigate, useParams, useRouter, useSearch } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { Button, IconButton } from "../elements/Button";
import { explain } from "../elements/explain";
import {
  BackIcon,
  CloseIcon,
  DownloadIcon,
  InfoIcon,
  NextIcon,
  PreviousIcon,
  TrashIcon,
  ZoomInIcon,
  ZoomOutIcon,
} from "../elements/icons";
import { remember, remembered } from "../elements/remembered";
import { useDocumentTitle } from "../elements/useDocumentTitle";
import { useGalleryCursor } from "../gallery/galleryCursor";
import { useLibrarySequence } from "../gallery/useLibrarySequence";
import { useLanguage } from "../messages/language";
import { useWhoSees } from "../phases/WhoSees";
import { isEmpty } from "../search/PhotoFilter";
import { detailsQuery, photoQuery, usePhotoService } from "../service/library";
import type { Photo, PhotoDetailsFile } from "../service/PhotoService";
import { ServiceFailure } from "../service/ServiceFailure";
import { ConnectionNotice } from "../shell/ConnectionNotice";
import { useTrashing } from "../trash/trashing";
import { UploadPill } from "../uploads/UploadPill";
import { PhotoDetails } from "./PhotoDetails";
import { PhotoEditor } from "./PhotoEditor";
import { type NeighbourPhoto, usePhotoPlace } from "./usePhotoPlace";
import { type PictureHandle, ZoomablePicture } from "./ZoomablePicture";

/** One photo over everything else, with its neighbours a key, a button or a swipe away. */
export default function PhotoView() {
  const { hothash } = useParams({ from: "/library/photo/$hothash" });
  const filter = useSearch({ from: "/library/photo/$hothash" });
  const hint = useLocation({ select: (location) => location.state });
  const { messages, formats } = useLanguage();
  const service = usePhotoService();
  const navigate = useNavigate();
  const router = useRouter();
  const { move } = useGalleryCursor();
  const trash = useTrashing();
  const seen = useWhoSees();
  const photo = useQuery(photoQuery(service, hothash));
  const { sequence } = useLibrarySequence(filter);
  const place = usePhotoPlace(sequence, hothash, hint.section, photo.data?.taken_at);
  const [panelOpen, setPanelOpen] = useState(
    () =>
      (remembered("details") ?? (matchMedia("(min-width: 1024px)").matches ? "open" : "closed")) === "open",
  );
  const details = useQuery({ ...detailsQuery(service, hothash), enabled: panelOpen });
  const [scale, setScale] = useState(1);
  const picture = useRef<PictureHandle>(null);
  const view = useRef<HTMLDivElement>(null);

  const taken = photo.data?.taken_at ? formats.taken(photo.data.taken_at) : null;
  const name = photo.data ? (photo.data.title ?? taken ?? photo.data.primary_filename) : null;
  useDocumentTitle(name);

  const section = place?.section;
  const sequenceId = sequence?.id;
  useEffect(() => {
    if (sequenceId !== undefined && section !== undefined) {
      move({ sequence: sequenceId, section, hothash });
    }
  }, [move, sequenceId, section, hothash]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each photo is seen whole at first
  useEffect(() => setScale(1), [hothash]);

  useEffect(() => view.current?.focus({ preventScroll: true }), []);

  const show = (neighbour: NeighbourPhoto) =>
    navigate({
      to: "/photo/$hothash",
      params: { hothash: neighbour.hothash },
      search: filter,
      state: { section: neighbour.section, fromGallery: hint.fromGallery === true },
      replace: true,
    });
  const goTo = (neighbour: NeighbourPhoto | null | undefined) => {
    if (neighbour) {
      void show(neighbour);
    }
  };
  const close = () => {
    if (hint.fromGallery) {
      router.history.back();
    } else if (isEmpty(filter)) {
      void navigate({ to: "/" });
    } else {
      void navigate({ to: "/search", search: filter });
    }
  };
  const throwAway = async () => {
    if (!photo.data) {
      return;
    }
    const neighbour = place?.next ?? place?.previous;
    if (neighbour) {
      await show(neighbour);
    } else {
      await (isEmpty(filter) ? navigate({ to: "/" }) : navigate({ to: "/search", search: filter }));
    }
    // Who has something unsaved may have chosen to stay with it.
    if (!router.state.location.pathname.endsWith(hothash)) {
      await trash(hothash);
    }
  };
  const togglePanel = () => {
    remember("details", panelOpen ? "closed" : "open");
    setPanelOpen(!panelOpen);
  };
  const edit = () => {
    setPanelOpen(true);
    requestAnimationFrame(() => view.current?.querySelector<HTMLElement>("[data-editor-start]")?.focus());
  };

  const onKey = (event: KeyboardEvent) => {
    const target = event.target instanceof HTMLElement ? event.target : null;
    const writing = target?.closest("input:not([type=radio]), textarea, [role=combobox], dialog") ?? null;
    if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey) {
      return;
    }
    if (writing) {
      if (event.key === "Escape" && !writing.matches("dialog")) {
        view.current?.focus();
      }
      return;
    }
    const choosing = target?.matches("input[type=radio]") ?? false;
    const actions: Record<string, () => void> = {
      ...(!choosing &&
        !event.shiftKey && { ArrowLeft: () => goTo(place?.previous), ArrowRight: () => goTo(place?.next) }),
      Escape: () => (scale > 1 ? picture.current?.zoomWhole() : close()),
      "+": () => picture.current?.zoomIn(),
      "=": () => picture.current?.zoomIn(),
      "-": () => picture.current?.zoomOut(),
      "0": () => picture.current?.zoomWhole(),
      i: togglePanel,
      e: edit,
      ...(!choosing && !event.repeat && { Delete: () => void throwAway() }),
    };
    const action = actions[event.key];
    if (action) {
      event.preventDefault();
      action();
    }
  };
  const latestKey = useRef(onKey);
  latestKey.current = onKey;
  useEffect(() => {
    const listener = (event: KeyboardEvent) => latestKey.current(event);
    document.addEventListener("keydown", listener);
    return () => document.removeEventListener("keydown", listener);
  }, []);

  const position =
    place && messages.photo.position(formats.number(place.position), formats.number(place.total));
  const label = messages.gallery.photoLabel({
    title: photo.data?.title ?? null,
    taken,
    rating: photo.data?.rating ?? 0,
    raw: false,
  });
  const missing = photo.error instanceof ServiceFailure && photo.error.kind === "missing";
  const round = "bg-black/45 text-white hover:bg-black/70";
  return createPortal(
    <div
      ref={view}
      tabIndex={-1}
      role="dialog"
      aria-modal="true"
      aria-label={messages.photo.label}
      data-testid="photo-view"
      className="fixed inset-0 z-40 flex flex-col bg-[#0b0c0d] outline-none lg:flex-row"
    >
      <div className="relative min-h-0 min-w-0 flex-1 [&_:focus-visible]:outline-white">
        {(photo.data || !photo.error) && (
          <ZoomablePicture
            key={hothash}
            ref={picture}
            label={label}
            extent={photo.data ? extentOf(photo.data) : null}
            small={service.hotpreviewUrl(hothash)}
            medium={service.coldpreviewUrl(hothash)}
            full={fullPicture(details.data?.files, (file) => service.originalUrl(hothash, file))}
            onSwipe={(direction) => goTo(direction === "next" ? place?.next : place?.previous)}
            onSwipeAway={close}
            onZoom={setScale}
            onReady={() => {
              for (const neighbour of [place?.next, place?.previous]) {
                if (neighbour) {
                  service.preload(neighbour.hothash);
                }
              }
            }}
          />
        )}
        {photo.error && !photo.data && (
          <div
            role="alert"
            className="grid h-full place-content-center justify-items-center gap-4 p-8 text-center text-white"
          >
            <p>{missing ? messages.photo.missing : explain(photo.error, messages)}</p>
            {missing ? (
              <Link to="/" className="rounded-lg bg-white px-4 py-2 font-medium text-black">
                {messages.photo.toLibrary}
              </Link>
            ) : (
              <Button onClick={() => void photo.refetch()}>{messages.common.tryAgain}</Button>
            )}
          </div>
        )}
        <div className="pointer-events-none absolute inset-x-0 top-0 flex items-start gap-2 bg-linear-to-b from-black/60 to-transparent p-2 pb-8 sm:p-3 [&>*]:pointer-events-auto">
          <IconButton label={messages.photo.close} onClick={close} className={round}>
            <BackIcon />
          </IconButton>
          <div className="!pointer-events-none min-w-0 flex-1 px-1 pt-1 text-white [text-shadow:0_1px_3px_rgb(0_0_0/0.7)]">
            <h1 className="truncate text-sm leading-tight font-medium">{name ?? " "}</h1>
            <p className="truncate text-xs text-white/80">
              {[photo.data?.title ? taken : null, position].filter(Boolean).join(" · ")}
            </p>
          </div>
          <span className="hidden gap-2 sm:flex">
            <IconButton
              label={messages.photo.zoomOut}
              disabled={scale <= 1}
              onClick={() => picture.current?.zoomOut()}
              className={round}
            >
              <ZoomOutIcon />
            </IconButton>
            <IconButton
              label={messages.photo.zoomIn}
              onClick={() => picture.current?.zoomIn()}
              className={round}
            >
              <ZoomInIcon />
            </IconButton>
          </span>
          {(details.data ? details.data.files.some((file) => file.has_original) : photo.data) && (
            <a
              href={service.originalUrl(hothash)}
              download={photo.data?.primary_filename ?? ""}
              aria-label={messages.photo.download}
              title={messages.photo.download}
              className={`grid size-10 shrink-0 place-items-center rounded-full ${round}`}
            >
              <DownloadIcon />
            </a>
          )}
          <IconButton
            label={messages.photo.trash}
            disabled={!photo.data}
            onClick={() => void throwAway()}
            className={round}
          >
            <TrashIcon />
          </IconButton>
          <IconButton
            label={messages.photo.details}
            aria-expanded={panelOpen}
            aria-controls="photo-panel"
            onClick={togglePanel}
            className={panelOpen ? "bg-white text-black" : round}
          >
            <InfoIcon />
          </IconButton>
        </div>
        <IconButton
          label={messages.photo.previous}
          disabled={!place?.previous}
          onClick={() => goTo(place?.previous)}
          className={`absolute top-1/2 left-3 -translate-y-1/2 disabled:!opacity-0 max-sm:hidden ${round}`}
        >
          <PreviousIcon />
        </IconButton>
        <IconButton
          label={messages.photo.next}
          disabled={!place?.next}
          onClick={() => goTo(place?.next)}
          className={`absolute top-1/2 right-3 -translate-y-1/2 disabled:!opacity-0 max-sm:hidden ${round}`}
        >
          <NextIcon />
        </IconButton>
        {seen && (
          <p className="pointer-events-none absolute inset-x-0 bottom-0 bg-linear-to-t from-black/70 to-transparent px-3 pt-6 pb-1.5 text-center text-xs text-balance text-white/85 [text-shadow:0_1px_3px_rgb(0_0_0/0.8)]">
            {seen}
          </p>
        )}
        <p role="status" className="sr-only">
          {photo.data ? `${label}. ${position ?? ""}` : ""}
        </p>
        <UploadPill />
        <ConnectionNotice />
      </div>
      <aside
        id="photo-panel"
        hidden={!panelOpen}
        aria-label={messages.photo.details}
        className="max-h-[62dvh] w-full shrink-0 overflow-y-auto overscroll-contain rounded-t-2xl bg-raised pb-[env(safe-area-inset-bottom)] text-ink lg:h-full lg:max-h-none lg:w-96 lg:rounded-none"
      >
        <div className="sticky top-0 z-20 flex items-center justify-between bg-raised px-5 py-3">
          <h2 className="font-semibold">{messages.photo.details}</h2>
          <IconButton
            label={messages.photo.closeDetails}
            onClick={togglePanel}
            className="-mr-2 hover:bg-sunken"
          >
            <CloseIcon />
          </IconButton>
        </div>
        {photo.data && (
          <>
            <PhotoEditor key={hothash} photo={photo.data} />
            {panelOpen && <PhotoDetails key={`details ${hothash}`} photo={photo.data} />}
          </>
        )}
      </aside>
    </div>,
    document.body,
  );
}

function extentOf(photo: Photo): { width: number; height: number } | null {
  return photo.width && photo.height ? { width: photo.width, height: photo.height } : null;
}

/** Formats that every browser of today draws, upright. */
const DRAWN = new Set(["jpeg", "jpg", "png", "webp", "gif", "avif"]);

function fullPicture(
  files: readonly PhotoDetailsFile[] | undefined,
  urlOf: (file: number) => string,
): string | null {
  const file = files?.find((it) => it.has_original && DRAWN.has(it.format?.toLowerCase() ?? ""));
  return file ? urlOf(file.id) : null;
}
