const DAY_MILLISECONDS = 24 * 60 * 60 * 1000;

/** Days until a moment, begun ones too; at least 1. @param endsAt UTC, without a zone */
export function daysLeft(endsAt: string, now: number = Date.now()): number {
  return Math.max(1, Math.ceil((Date.parse(`${endsAt}Z`) - now) / DAY_MILLISECONDS));
}
