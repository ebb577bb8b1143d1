import {
  type KeyboardEvent,
  type PointerEvent,
  type Ref,
  useEffect,
  useImperativeHandle,
  useRef,
  useState,
} from "react";
import { useElementSize } from "../elements/useElementSize";
import { useConnection } from "../service/library";
import { type Extent, fitInside, moveBy, type PictureView, STEP, WHOLE, zoomBy } from "./pictureZoom";

export interface PictureHandle {
  zoomIn(): void;
  zoomOut(): void;
  zoomWhole(): void;
}

export interface ZoomablePictureProps {
  ref?: Ref<PictureHandle>;
  label: string;
  /** The original's size in pixels; null when nobody knows it. */
  extent: Extent | null;
  small: string;
  medium: string;
  /** A picture of full size that this browser can show, for looking closely; null when there is none. */
  full: string | null;
  onSwipe(direction: "previous" | "next"): void;
  onSwipeAway(): void;
  onZoom(scale: number): void;
  onReady(): void;
}

const SWIPE_DISTANCE = 60;
const SWIPE_AWAY_DISTANCE = 110;
const DOUBLE_TAP_MILLISECONDS = 300;
const CLOSE_LOOK = 2.5;
/** The longest side of a medium preview, in pixels. */
const MEDIUM_SIDE = 1200;

/**
 * One picture that can be looked at closely: the small preview at once, the medium one over it, and the full one when
 * it is enlarged over what the medium one can show.
 */
export function ZoomablePicture(props: ZoomablePictureProps) {
  const stage = useRef<HTMLDivElement>(null);
  const size = useElementSize(stage);
  const { generation } = useConnection();
  const [view, setView] = useState<PictureView>(WHOLE);
  const [drag, setDrag] = useState<{ x: number; y: number } | null>(null);
  const [gesturing, setGesturing] = useState(false);
  const [natural, setNatural] = useState<Extent | null>(null);
  const [smallShownIn, setSmallShownIn] = useState<number | null>(null);
  const [mediumShown, setMediumShown] = useState(false);
  // The generation in which it could not be had; when the server is reached again, it is asked for again.
  const [mediumMissingIn, setMediumMissingIn] = useState<number | null>(null);
  const [full, setFull] = useState<"coming" | "shown" | "missing">("coming");
  const pointers = useRef(new Map<number, { x: number; y: number }>());
  const start = useRef({ x: 0, y: 0, moved: false, pinched: false });
  const lastTap = useRef({ time: 0, x: 0, y: 0 });

  const picture = props.extent ?? natural ?? { width: 3, height: 2 };
  // Without a known size the preview's own shape is blown up to the stage.
  const fitted = fitInside(
    props.extent ? picture : { width: picture.width * 1000, height: picture.height * 1000 },
    size,
  );

  const show = (next: PictureView) => {
    // Two fingers move before React draws once: the second must go on from where the first led.
    latest.current.view = next;
    setView(next);
    props.onZoom(next.scale);
  };
  const latest = useRef({ view, fitted, size, show });
  latest.current = { view, fitted, size, show };
  const zoomAbout = (factor: number, x = 0, y = 0) => {
    const now = latest.current;
    now.show(zoomBy(now.view, factor, x, y, now.fitted, now.size));
  };

  useImperativeHandle(props.ref, () => ({
    zoomIn: () => zoomAbout(STEP),
    zoomOut: () => zoomAbout(1 / STEP),
    zoomWhole: () => latest.current.show(WHOLE),
  }));

  useEffect(() => {
    const element = stage.current;
    if (!element) {
      return;
    }
    // React listens to the wheel passively; only an active listener can keep the page from zooming as well.
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      const box = element.getBoundingClientRect();
      const { view: before, fitted: whole, size: room, show: put } = latest.current;
      const factor = Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.002));
      const x = event.clientX - box.left - box.width / 2;
      const y = event.clientY - box.top - box.height / 2;
      put(zoomBy(before, factor, x, y, whole, room));
    };
    element.addEventListener("wheel", onWheel, { passive: false });
    return () => element.removeEventListener("wheel", onWheel);
  }, []);

  const fromMiddle = (x: number, y: number) => {
    const box = stage.current?.getBoundingClientRect();
    return { x: x - (box?.left ?? 0) - size.width / 2, y: y - (box?.top ?? 0) - size.height / 2 };
  };

  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) {
      return;
    }
    event.currentTarget.setPointerCapture(event.pointerId);
    pointers.current.set(event.pointerId, { x: event.clientX, y: event.clientY });
    if (pointers.current.size === 1) {
      start.current = { x: event.clientX, y: event.clientY, moved: false, pinched: false };
    } else {
      start.current.pinched = true;
      setDrag(null);
    }
    setGesturing(true);
  };

  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    const before = pointers.current.get(event.pointerId);
    if (!before) {
      return;
    }
    const now = { x: event.clientX, y: event.clientY };
    const other = [...pointers.current].find(([id]) => id !== event.pointerId)?.[1];
    pointers.current.set(event.pointerId, now);
    if (Math.hypot(now.x - start.current.x, now.y - start.current.y) > 8) {
      start.current.moved = true;
    }
    if (other) {
      const spread = Math.hypot(now.x - other.x, now.y - other.y);
      const spreadBefore = Math.hypot(before.x - other.x, before.y - other.y);
      const middle = fromMiddle((now.x + other.x) / 2, (now.y + other.y) / 2);
      zoomAbout(spread / Math.max(1, spreadBefore), middle.x, middle.y);
    } else if (view.scale > 1) {
      show(moveBy(latest.current.view, now.x - before.x, now.y - before.y, fitted, size));
    } else if (event.pointerType !== "mouse" && !start.current.pinched) {
      setDrag({ x: now.x - start.current.x, y: now.y - start.current.y });
    }
  };

  const onPointerUp = (event: PointerEvent<HTMLDivElement>) => {
    if (!pointers.current.delete(event.pointerId) || pointers.current.size > 0) {
      return;
    }
    setGesturing(false);
    setDrag(null);
    if (drag && Math.abs(drag.x) > SWIPE_DISTANCE && Math.abs(drag.x) > Math.abs(drag.y)) {
      props.onSwipe(drag.x > 0 ? "previous" : "next");
    } else if (drag && drag.y > SWIPE_AWAY_DISTANCE) {
      props.onSwipeAway();
    } else if (!start.current.moved && !start.current.pinched) {
      const tap = lastTap.current;
      lastTap.current = { time: event.timeStamp, x: event.clientX, y: event.clientY };
      const near = Math.hypot(event.clientX - tap.x, event.clientY - tap.y) < 30;
      if (near && event.timeStamp - tap.time < DOUBLE_TAP_MILLISECONDS) {
        lastTap.current.time = 0;
        const at = fromMiddle(event.clientX, event.clientY);
        zoomAbout(view.scale > 1 ? 1 / view.scale : CLOSE_LOOK, at.x, at.y);
      }
    }
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Record<string, [number, number]> = {
      ArrowLeft: [80, 0],
      ArrowRight: [-80, 0],
      ArrowUp: [0, 80],
      ArrowDown: [0, -80],
    };
    const step = steps[event.key];
    if (step && event.shiftKey && view.scale > 1) {
      event.preventDefault();
      show(moveBy(view, step[0], step[1], fitted, size));
    }
  };

  const neededPixels = Math.max(fitted.width, fitted.height) * view.scale * window.devicePixelRatio;
  const wantsFull =
    props.full !== null && view.scale > 1 && neededPixels > MEDIUM_SIDE * 1.1 && full !== "missing";
  const dragScale = drag ? Math.max(0.8, 1 - Math.max(0, drag.y) / 1200) : 1;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the same can be done with the buttons and keys of the photo view
    <div
      ref={stage}
      data-testid="stage"
      data-scale={view.scale.toFixed(2)}
      className={`absolute inset-0 touch-none overflow-hidden select-none ${view.scale > 1 ? (gesturing ? "cursor-grabbing" : "cursor-grab") : ""}`}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={(event) => {
        pointers.current.delete(event.pointerId);
        setGesturing(pointers.current.size > 0);
        setDrag(null);
      }}
      onKeyDown={onKeyDown}
    >
      <div
        role="img"
        aria-label={props.label}
        className={`absolute top-1/2 left-1/2 ${gesturing ? "" : "transition-transform duration-150 motion-reduce:transition-none"}`}
        style={{
          width: fitted.width,
          height: fitted.height,
          marginLeft: -fitted.width / 2,
          marginTop: -fitted.height / 2,
          transform: `translate(${view.x + (drag?.x ?? 0)}px, ${view.y + Math.max(0, drag?.y ?? 0)}px) scale(${view.scale * dragScale})`,
        }}
      >
        <img
          key={smallShownIn ?? generation}
          src={props.small}
          alt=""
          draggable={false}
          onLoad={(event) => {
            setSmallShownIn(generation);
            setNatural(extentOf(event.currentTarget));
          }}
          className="absolute inset-0 size-full object-cover"
        />
        {mediumMissingIn !== generation && (
          <img
            src={props.medium}
            alt=""
            draggable={false}
            decoding="async"
            data-testid="medium"
            onLoad={(event) => {
              setNatural(extentOf(event.currentTarget));
              setMediumShown(true);
              props.onReady();
            }}
            onError={() => {
              setMediumMissingIn(generation);
              props.onReady();
            }}
            className={`absolute inset-0 size-full object-cover transition-opacity duration-150 motion-reduce:transition-none ${mediumShown ? "opacity-100" : "opacity-0"}`}
          />
        )}
        {(wantsFull || full === "shown") && props.full !== null && (
          <img
            src={props.full}
            alt=""
            draggable={false}
            decoding="async"
            onLoad={() => setFull("shown")}
            onError={() => setFull("missing")}
            className={`absolute inset-0 size-full object-cover ${full === "shown" ? "opacity-100" : "opacity-0"}`}
          />
        )}
      </div>
    </div>
  );
}

function extentOf(image: HTMLImageElement): Extent {
  return { width: image.naturalWidth, height: image.naturalHeight };
}
