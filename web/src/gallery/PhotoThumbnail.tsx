import { memo, useState } from "react";
import { RawMark, StarIcon } from "../elements/icons";
import { useConnection, usePhotoService } from "../service/library";

export interface PhotoThumbnailProps {
  hothash: string;
  /** Says which photo this is to who cannot see it. */
  label: string;
  address: string;
  left: number;
  width: number;
  height: number;
  rating: number | null;
  raw: boolean;
  /** Draw the box alone: the photo flies by. A picture that is already there stays. */
  passing: boolean;
  tabStop: boolean;
}

/** One photo in a row of the gallery: a box of its shape, filled by its small preview. */
export const PhotoThumbnail = memo(function PhotoThumbnail(props: PhotoThumbnailProps) {
  const service = usePhotoService();
  const { generation } = useConnection();
  const [fetching, setFetching] = useState(!props.passing);
  // The generation in which the picture came; until then each new one tries again.
  const [shownIn, setShownIn] = useState<number | null>(null);
  if (!fetching && !props.passing) {
    setFetching(true);
  }
  return (
    <a
      href={props.address}
      data-photo={props.hothash}
      tabIndex={props.tabStop ? 0 : -1}
      aria-label={props.label}
      className="group absolute top-0 block overflow-hidden rounded-xs bg-placeholder outline-offset-2"
      style={{ left: props.left, width: props.width, height: props.height }}
    >
      {fetching && (
        <img
          key={shownIn ?? generation}
          src={service.hotpreviewUrl(props.hothash)}
          alt=""
          decoding="async"
          draggable={false}
          onLoad={() => setShownIn(generation)}
          className={`size-full object-cover transition-[opacity,scale] duration-200 group-hover:scale-[1.02] motion-reduce:transition-none ${shownIn === null ? "opacity-0" : "opacity-100"}`}
        />
      )}
      {(props.raw || (props.rating ?? 0) > 0) && (
        <span
          aria-hidden
          className="pointer-events-none absolute inset-x-0 bottom-0 flex items-end gap-1.5 bg-linear-to-t from-black/55 to-transparent px-1.5 pt-5 pb-1 text-[11px] leading-none font-medium text-white"
        >
          {(props.rating ?? 0) > 0 && (
            <span className="flex">
              {Array.from({ length: props.rating ?? 0 }, (_, star) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: stars are all alike
                <StarIcon key={star} filled className="size-3" />
              ))}
            </span>
          )}
          {props.raw && <RawMark />}
        </span>
      )}
    </a>
  );
});
