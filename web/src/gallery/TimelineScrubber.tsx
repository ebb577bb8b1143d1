import { type KeyboardEvent, type PointerEvent, useRef, useState } from "react";
import { useMessages } from "../messages/language";
import { type GalleryGeometry, sectionAt, totalHeight } from "./galleryGeometry";
import { yearMarks } from "./yearMarks";

export interface TimelineScrubberProps {
  geometry: GalleryGeometry;
  /** The gallery's scroll position and visible height, in CSS pixels. */
  top: number;
  height: number;
  onScrollTo(top: number): void;
}

/** The whole timeline as a strip with its years: press, drag, or use the keys to go to any month at once. */
export function TimelineScrubber({ geometry, top, height, onScrollTo }: TimelineScrubberProps) {
  const messages = useMessages();
  const strip = useRef<HTMLDivElement>(null);
  const [pointer, setPointer] = useState<number | null>(null);
  const [dragging, setDragging] = useState(false);
  const way = totalHeight(geometry) - height;
  if (way < height / 2) {
    return null;
  }

  const here = Math.min(1, Math.max(0, top / way));
  const section = sectionAt(geometry, Math.min(top + 1, totalHeight(geometry) - 1));
  const pointed = pointer === null ? section : sectionAt(geometry, pointer * way + 1);
  const nameOf = (index: number) => geometry.sections[index]?.heading ?? "";
  const trackHeight = Math.max(0, height - 2 * EDGE);
  const marks = yearMarks(geometry, way, trackHeight);

  const partAt = (event: PointerEvent): number => {
    const box = strip.current?.getBoundingClientRect();
    const y = event.clientY - (box?.top ?? 0) - EDGE;
    return Math.min(1, Math.max(0, y / Math.max(1, trackHeight)));
  };
  const goTo = (index: number) => {
    const goal = Math.min(geometry.sections.length - 1, Math.max(0, index));
    onScrollTo(geometry.tops[goal] as number);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Record<string, () => void> = {
      ArrowDown: () => goTo(section + 1),
      ArrowRight: () => goTo(section + 1),
      ArrowUp: () => goTo(section - 1),
      ArrowLeft: () => goTo(section - 1),
      PageDown: () => goTo(otherYear(geometry, section, 1)),
      PageUp: () => goTo(otherYear(geometry, section, -1)),
      Home: () => goTo(0),
      End: () => goTo(geometry.sections.length - 1),
    };
    const step = steps[event.key];
    if (step && !event.metaKey && !event.ctrlKey && !event.altKey) {
      event.preventDefault();
      step();
    }
  };

  return (
    <div
      ref={strip}
      role="slider"
      tabIndex={0}
      aria-label={messages.gallery.scrubber}
      aria-orientation="vertical"
      aria-valuemin={0}
      aria-valuemax={geometry.sections.length - 1}
      aria-valuenow={section}
      aria-valuetext={nameOf(section)}
      data-dragging={dragging}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        if (event.button === 0) {
          event.currentTarget.setPointerCapture(event.pointerId);
          setDragging(true);
          setPointer(partAt(event));
          onScrollTo(partAt(event) * way);
        }
      }}
      onPointerMove={(event) => {
        if (dragging) {
          setPointer(partAt(event));
          onScrollTo(partAt(event) * way);
        } else if (event.pointerType === "mouse") {
          setPointer(partAt(event));
        }
      }}
      onPointerUp={() => {
        setDragging(false);
        setPointer(null);
      }}
      onPointerCancel={() => {
        setDragging(false);
        setPointer(null);
      }}
      onPointerLeave={() => !dragging && setPointer(null)}
      className="group absolute inset-y-0 right-0 z-20 w-7 cursor-ns-resize touch-none rounded-sm select-none focus-visible:outline-offset-[-3px] sm:w-13"
    >
      {marks.map((mark) => (
        <span
          key={mark.year}
          aria-hidden
          className="absolute right-4 hidden -translate-y-1/2 text-[11px] font-medium text-muted tabular-nums transition-colors group-hover:text-ink sm:block"
          style={{ top: EDGE + mark.at * trackHeight }}
        >
          {mark.year}
        </span>
      ))}
      <span
        aria-hidden
        className="absolute right-0.5 h-9 w-1.5 -translate-y-1/2 rounded-full bg-ink/40 transition-colors group-hover:bg-accent group-data-[dragging=true]:bg-accent sm:h-7 sm:bg-accent"
        style={{ top: EDGE + here * trackHeight }}
      />
      {(dragging || pointer !== null) && (
        <span
          aria-hidden
          className="absolute right-9 -translate-y-1/2 rounded-full bg-ink px-3 py-1.5 text-sm font-medium whitespace-nowrap text-surface shadow-lg sm:right-14"
          style={{ top: EDGE + (pointer ?? here) * trackHeight }}
        >
          {nameOf(pointed)}
        </span>
      )}
    </div>
  );
}

/** Room above the first and below the last year, so that their names are not cut. */
const EDGE = 16;

function otherYear(geometry: GalleryGeometry, section: number, step: 1 | -1): number {
  const yearOf = (index: number) => geometry.sections[index]?.key.slice(0, 4);
  let index = section;
  while (yearOf(index) !== undefined && yearOf(index) === yearOf(section)) {
    index += step;
  }
  if (step === -1) {
    const year = yearOf(index);
    while (year !== undefined && yearOf(index - 1) === year) {
      index--;
    }
  }
  return index;
}
