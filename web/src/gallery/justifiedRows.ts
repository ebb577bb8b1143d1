/** Photos side by side in rows of one width, each photo in its own shape. All lengths are CSS pixels. */
export interface JustifiedRows {
  /** The first photo of each row; one more entry at the end holds the number of photos. */
  readonly starts: Int32Array;
  /** Where each row begins, from the top of the first one; one more entry at the end is where a next row would. */
  readonly tops: Float64Array;
  readonly heights: Float64Array;
}

export interface RowMetrics {
  readonly width: number;
  readonly targetHeight: number;
  readonly gap: number;
  /**
   * Spread the photos so that the last row is full as well. For a part of a longer list, where a ragged row in the
   * middle would look like its end.
   */
  readonly fillLastRow?: boolean;
}

export interface PhotoBox {
  readonly left: number;
  readonly width: number;
}

/** What a photo of unknown size is drawn as. */
export const USUAL_ASPECT = 1.5;
const NARROWEST_ASPECT = 0.45;
const WIDEST_ASPECT = 3.2;
const TALLEST_ROW = 1.6;

/** The shape that a photo gets in a row: width divided by height, kept within what a row can show. */
export function aspectOf(width: number | null | undefined, height: number | null | undefined): number {
  if (!width || !height || width < 0 || height < 0) {
    return USUAL_ASPECT;
  }
  return Math.min(WIDEST_ASPECT, Math.max(NARROWEST_ASPECT, width / height));
}

export function layOutRows(aspects: Float32Array, metrics: RowMetrics): JustifiedRows {
  const starts = metrics.fillLastRow ? evenBreaks(aspects, metrics) : greedyBreaks(aspects, metrics);
  const rows = starts.length - 1;
  const tops = new Float64Array(rows + 1);
  const heights = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    const from = starts[row] as number;
    const to = starts[row + 1] as number;
    let sum = 0;
    for (let photo = from; photo < to; photo++) {
      sum += aspects[photo] as number;
    }
    const full = (metrics.width - (to - from - 1) * metrics.gap) / sum;
    const last = row === rows - 1;
    const limit = last && !metrics.fillLastRow ? metrics.targetHeight : metrics.targetHeight * TALLEST_ROW;
    heights[row] = Math.max(1, Math.round(Math.min(full, limit)));
    tops[row + 1] = (tops[row] as number) + (heights[row] as number) + metrics.gap;
  }
  return { starts, tops, heights };
}

/** The boxes of one row's photos; a full row ends exactly at the width. */
export function boxesOfRow(
  aspects: Float32Array,
  rows: JustifiedRows,
  row: number,
  metrics: RowMetrics,
): PhotoBox[] {
  const from = rows.starts[row] as number;
  const to = rows.starts[row + 1] as number;
  const height = rows.heights[row] as number;
  let sum = 0;
  for (let photo = from; photo < to; photo++) {
    sum += aspects[photo] as number;
  }
  const gaps = (to - from - 1) * metrics.gap;
  const natural = sum * height;
  // Heights are whole pixels, so a full row misses the width by a few; a row that is meant to be short stays short.
  const full = Math.abs(natural + gaps - metrics.width) <= Math.max(sum, 2);
  const scale = full ? (metrics.width - gaps) / natural : 1;
  const boxes: PhotoBox[] = [];
  let passed = 0;
  for (let photo = from; photo < to; photo++) {
    const gapsBefore = (photo - from) * metrics.gap;
    const left = Math.round(passed * height * scale) + gapsBefore;
    passed += aspects[photo] as number;
    boxes.push({ left, width: Math.round(passed * height * scale) + gapsBefore - left });
  }
  return boxes;
}

/** The row in which a photo is. */
export function rowOfPhoto(rows: JustifiedRows, photo: number): number {
  return lastAtMost(rows.starts, photo, rows.starts.length - 1);
}

/** The row that covers a distance from the top, clamped to the rows there are. */
export function rowAt(rows: JustifiedRows, y: number): number {
  return lastAtMost(rows.tops, y, rows.heights.length);
}

/** The last of the first `count` sorted values that is not over `limit`; 0 when all are. */
export function lastAtMost(sorted: ArrayLike<number>, limit: number, count: number): number {
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((sorted[middle] as number) <= limit) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return Math.max(0, low);
}

/** How many rows photos of unknown shapes will need, about. */
export function estimateRows(count: number, metrics: RowMetrics): number {
  const perRow = (metrics.width + metrics.gap) / (USUAL_ASPECT * metrics.targetHeight + metrics.gap);
  return Math.max(1, Math.ceil(count / Math.max(1, perRow)));
}

function greedyBreaks(aspects: Float32Array, metrics: RowMetrics): Int32Array {
  const starts = [0];
  let sum = 0;
  let from = 0;
  for (let photo = 0; photo < aspects.length; photo++) {
    const aspect = aspects[photo] as number;
    const including = rowHeight(sum + aspect, photo - from + 1, metrics);
    if (photo > from && including < metrics.targetHeight) {
      // The photo would press the row below its target: take it only when that is the smaller miss.
      const without = rowHeight(sum, photo - from, metrics);
      if (metrics.targetHeight / including > without / metrics.targetHeight) {
        starts.push(photo);
        from = photo;
        sum = aspect;
        continue;
      }
      starts.push(photo + 1);
      from = photo + 1;
      sum = 0;
      continue;
    }
    sum += aspect;
  }
  if (starts[starts.length - 1] !== aspects.length) {
    starts.push(aspects.length);
  }
  return Int32Array.from(starts);
}

function evenBreaks(aspects: Float32Array, metrics: RowMetrics): Int32Array {
  let total = 0;
  for (const aspect of aspects) {
    total += aspect;
  }
  const perRow = metrics.width / metrics.targetHeight;
  const rows = Math.min(aspects.length, Math.max(1, Math.round(total / perRow)));
  const starts = new Int32Array(rows + 1);
  let photo = 0;
  let passed = 0;
  for (let row = 1; row < rows; row++) {
    const wanted = (total * row) / rows;
    const mustLeave = aspects.length - (rows - row);
    do {
      passed += aspects[photo] as number;
      photo++;
    } while (photo < mustLeave && passed + (aspects[photo] as number) / 2 <= wanted);
    starts[row] = photo;
  }
  starts[rows] = aspects.length;
  return starts;
}

function rowHeight(sum: number, photos: number, metrics: RowMetrics): number {
  return (metrics.width - (photos - 1) * metrics.gap) / sum;
}
