import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { usePhotoContributors } from "../accounts/contributors";
import { Button } from "../elements/Button";
import { explain } from "../elements/explain";
import { DownIcon, DownloadIcon, FileIcon } from "../elements/icons";
import { Notice } from "../elements/Notice";
import { useLanguage, useMessages } from "../messages/language";
import { detailsQuery, usePhotoService } from "../service/library";
import type { Photo, PhotoDetailsBody, PhotoDetailsFile } from "../service/PhotoService";
import { exposureTime, offsetFromUtc } from "./exposure";

/** What the camera and the files tell about a photo. */
export function PhotoDetails({ photo }: { photo: Photo }) {
  const messages = useMessages();
  const service = usePhotoService();
  const details = useQuery(detailsQuery(service, photo.hothash));
  return (
    <div className="space-y-6 border-t border-line px-5 py-5">
      {details.error && !details.data && (
        <Notice action={<Button onClick={() => void details.refetch()}>{messages.common.tryAgain}</Button>}>
          {explain(details.error, messages)}
        </Notice>
      )}
      <Facts photo={photo} details={details.data} />
      {photo.tags.length > 0 && (
        <section>
          <h3 className="mb-2 text-sm font-semibold">{messages.details.sameTag}</h3>
          <ul className="flex flex-wrap gap-1.5">
            {photo.tags.map((tag) => (
              <li key={tag}>
                <Link
                  to="/search"
                  search={{ tags: tag }}
                  className="block rounded-md bg-sunken px-2.5 py-1 text-sm hover:bg-accent-soft"
                >
                  {tag}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
      {details.data && (
        <section>
          <h3 className="mb-2 text-sm font-semibold">{messages.details.files(details.data.files.length)}</h3>
          <ul className="space-y-3">
            {details.data.files.map((file) => (
              <FileEntry key={file.id} hothash={photo.hothash} file={file} />
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function Facts({ photo, details }: { photo: Photo; details: PhotoDetailsBody | undefined }) {
  const { messages, formats } = useLanguage();
  const { first, others } = usePhotoContributors(photo.hothash);
  const takenAt = details?.taken_at ?? photo.taken_at;
  const offset = details?.taken_offset_minutes ?? null;
  const camera = cameraName(details?.camera_make ?? null, details?.camera_model ?? null);
  const placeNames = details
    ? [details.sublocation, details.city, details.state, details.country].filter((it) => it !== null)
    : [];
  const exposure =
    details &&
    [
      details.exposure_time !== null && `${exposureTime(details.exposure_time, formats.number)} s`,
      details.aperture !== null && `f/${formats.number(details.aperture)}`,
      details.iso !== null && `ISO ${details.iso}`,
      details.focal_length !== null && `${formats.number(Math.round(details.focal_length * 10) / 10)} mm`,
    ].filter((it) => it !== false);
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-2 text-sm [&_dt]:text-muted">
      <Fact name={messages.details.taken}>
        {takenAt ? (
          <>
            {formats.takenDay(takenAt)}
            <br />
            {formats.takenTime(takenAt)}
            {offset !== null && <span className="text-muted"> {offsetFromUtc(offset)}</span>}
          </>
        ) : (
          messages.details.undated
        )}
        {details?.taken_source === "file" && (
          <span className="mt-0.5 block text-muted">{messages.details.fromFileTime}</span>
        )}
      </Fact>
      {photo.width !== null && photo.height !== null && (
        <Fact name={messages.details.size}>
          {photo.width} × {photo.height}
          {megapixels(photo.width, photo.height) > 0 && (
            <span className="text-muted"> · {formats.number(megapixels(photo.width, photo.height))} MP</span>
          )}
        </Fact>
      )}
      {camera && <Fact name={messages.details.camera}>{camera}</Fact>}
      {details?.lens && <Fact name={messages.details.lens}>{details.lens}</Fact>}
      {exposure && exposure.length > 0 && (
        <Fact name={messages.details.exposure}>
          <span className="flex flex-wrap gap-x-3">
            {exposure.map((part) => (
              <span key={part}>{part}</span>
            ))}
          </span>
        </Fact>
      )}
      {placeNames.length > 0 && <Fact name={messages.details.placeNames}>{placeNames.join(", ")}</Fact>}
      {photo.gps_latitude !== null && photo.gps_longitude !== null && (
        <Fact name={messages.details.place}>
          <a
            href={`https://www.openstreetmap.org/?mlat=${photo.gps_latitude}&mlon=${photo.gps_longitude}#map=14/${photo.gps_latitude}/${photo.gps_longitude}`}
            target="_blank"
            rel="noreferrer noopener"
            className="underline decoration-line underline-offset-4 hover:decoration-current"
          >
            {photo.gps_latitude.toFixed(5)}, {photo.gps_longitude.toFixed(5)}
            <span className="sr-only"> {messages.details.opensMap}</span>
          </a>
        </Fact>
      )}
      {photo.first_imported && (
        <Fact name={messages.details.imported}>{formats.moment(photo.first_imported)}</Fact>
      )}
      {first.length > 0 && <Fact name={messages.details.addedBy}>{first.join(", ")}</Fact>}
      {others.length > 0 && <Fact name={messages.details.alsoAddedBy}>{others.join(", ")}</Fact>}
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  );
}

function FileEntry({ hothash, file }: { hothash: string; file: PhotoDetailsFile }) {
  const { messages, formats } = useLanguage();
  const service = usePhotoService();
  const facts = [
    file.format?.toUpperCase(),
    file.width !== null && file.height !== null && `${file.width} × ${file.height}`,
    file.file_size !== null && formats.bytes(file.file_size),
  ].filter(Boolean);
  return (
    <li className="rounded-xl border border-line p-3 text-sm">
      <div className="flex items-start gap-2">
        <FileIcon className="mt-0.5 size-5 shrink-0 text-muted" />
        <div className="min-w-0 flex-1">
          <p className="font-medium break-all">{file.filename}</p>
          <p className="text-muted">{facts.join(" · ")}</p>
        </div>
        {file.has_original && (
          <a
            href={service.originalUrl(hothash, file.id)}
            download={file.filename}
            aria-label={messages.details.downloadFile(file.filename)}
            title={messages.details.downloadFile(file.filename)}
            className="-m-1 grid size-9 shrink-0 place-items-center rounded-full hover:bg-sunken"
          >
            <DownloadIcon />
          </a>
        )}
      </div>
      {!file.has_original && <p className="mt-2 text-muted">{messages.details.noOriginal}</p>}
      {file.places.length > 0 && (
        <ul className="mt-2 space-y-1 text-xs text-muted" aria-label={messages.details.places}>
          {file.places.map((place) => (
            <li key={`${place.root}/${place.path}`} className="break-all">
              {place.root.replace(/\/$/, "")}/{place.path}
            </li>
          ))}
        </ul>
      )}
      {file.exif && Object.keys(file.exif).length > 0 && <ExifTags exif={file.exif} />}
    </li>
  );
}

function ExifTags({ exif }: { exif: NonNullable<PhotoDetailsFile["exif"]> }) {
  const messages = useMessages();
  return (
    <details className="group mt-2">
      <summary className="flex cursor-pointer list-none items-center gap-1 rounded-md py-1 font-medium [&::-webkit-details-marker]:hidden">
        <DownIcon className="size-4 transition-transform group-open:rotate-180 motion-reduce:transition-none" />
        {messages.details.exif}
      </summary>
      {Object.entries(exif).map(([directory, tags]) => (
        <section key={directory} className="mt-3">
          <h4 className="text-xs font-semibold text-muted">{directory}</h4>
          <dl className="mt-1 text-xs">
            {Object.entries(tags).map(([tag, text]) => (
              <div key={tag} className="flex gap-3 border-b border-line/60 py-1 last:border-0">
                <dt className="w-2/5 shrink-0 break-words text-muted">{tag}</dt>
                <dd className="min-w-0 break-words">{text}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </details>
  );
}

/** The make is left out where the model already begins with it. */
function cameraName(make: string | null, model: string | null): string | null {
  if (!make || !model) {
    return model ?? make;
  }
  const brand = make.split(" ")[0]?.toLowerCase() ?? "";
  return model.toLowerCase().startsWith(brand) ? model : `${make} ${model}`;
}

/** Rounded to tenths; 0 for a very small picture. */
function megapixels(width: number, height: number): number {
  return Math.round((width * height) / 100_000) / 10;
}
