/** How a picture lies in its stage: enlarged by `scale` about its middle, then moved. Lengths are CSS pixels. */
export interface PictureView {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

export interface Extent {
  readonly width: number;
  readonly height: number;
}

/** The picture as a whole. */
export const WHOLE: PictureView = { scale: 1, x: 0, y: 0 };
export const LARGEST_SCALE = 8;
export const STEP = 1.5;

/** The largest size at which a picture is seen whole; a small one is not blown up over its own size. */
export function fitInside(picture: Extent, stage: Extent): Extent {
  if (picture.width <= 0 || picture.height <= 0) {
    return { width: stage.width, height: stage.height };
  }
  const ratio = Math.min(stage.width / picture.width, stage.height / picture.height, 1);
  return { width: picture.width * ratio, height: picture.height * ratio };
}

/**
 * Enlarges by a factor so that the point under (`x`, `y`), counted from the middle of the stage, stays where it is.
 */
export function zoomBy(
  view: PictureView,
  factor: number,
  x: number,
  y: number,
  fitted: Extent,
  stage: Extent,
): PictureView {
  const scale = Math.min(LARGEST_SCALE, Math.max(1, view.scale * factor));
  const grown = scale / view.scale;
  return keepInside({ scale, x: x - (x - view.x) * grown, y: y - (y - view.y) * grown }, fitted, stage);
}

export function moveBy(view: PictureView, x: number, y: number, fitted: Extent, stage: Extent): PictureView {
  return keepInside({ ...view, x: view.x + x, y: view.y + y }, fitted, stage);
}

/** Never lets a side of the picture that is larger than the stage leave a gap, nor a smaller one leave the middle. */
export function keepInside(view: PictureView, fitted: Extent, stage: Extent): PictureView {
  const reachX = Math.max(0, (fitted.width * view.scale - stage.width) / 2);
  const reachY = Math.max(0, (fitted.height * view.scale - stage.height) / 2);
  const x = Math.min(reachX, Math.max(-reachX, view.x));
  const y = Math.min(reachY, Math.max(-reachY, view.y));
  // Adding 0 turns -0 into 0.
  return { scale: view.scale, x: x + 0, y: y + 0 };
}
