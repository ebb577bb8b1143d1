/** Dates, numbers and sizes as a reader of one language writes them. */
export interface Formats {
  number(value: number): string;
  /** @param month `YYYY-MM` */
  month(month: string): string;
  /** A camera's clock: no zone is applied. @param taken ISO date-time without a zone */
  takenDay(taken: string): string;
  takenTime(taken: string): string;
  /** Day and time together, short. */
  taken(taken: string): string;
  /** The server's time in the reader's zone. @param utc ISO date-time in UTC, with or without `Z` */
  moment(utc: string): string;
  bytes(size: number): string;
  percent(part: number): string;
  /** As exactly as a person wants to know it; what is shorter than a tenth of a second is told as that. */
  duration(seconds: number): string;
}

export function formatsFor(locale: string): Formats {
  const number = new Intl.NumberFormat(locale);
  const month = new Intl.DateTimeFormat(locale, { month: "long", year: "numeric", timeZone: "UTC" });
  const day = new Intl.DateTimeFormat(locale, {
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
    timeZone: "UTC",
  });
  const time = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit", timeZone: "UTC" });
  const both = new Intl.DateTimeFormat(locale, {
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZone: "UTC",
  });
  const moment = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" });
  const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 });
  return {
    number: (value) => number.format(value),
    month: (value) => capitalised(month.format(asUtc(`${value}-01T00:00:00`)), locale),
    takenDay: (taken) => capitalised(day.format(asUtc(taken)), locale),
    takenTime: (taken) => time.format(asUtc(taken)),
    taken: (taken) => both.format(asUtc(taken)),
    moment: (utc) => moment.format(asUtc(utc)),
    bytes: (size) => bytes(size, locale),
    percent: (part) => percent.format(part),
    duration: (seconds) => duration(seconds, locale),
  };
}

/** A camera's clock is read as if it were UTC and written in UTC, so that it is shown as it was. */
function asUtc(text: string): Date {
  return new Date(text.endsWith("Z") ? text : `${text}Z`);
}

function capitalised(text: string, locale: string): string {
  return text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);
}

function bytes(size: number, locale: string): string {
  const units = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"] as const;
  let value = size;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return new Intl.NumberFormat(locale, {
    style: "unit",
    unit: units[unit] as string,
    unitDisplay: unit === 0 ? "long" : "short",
    maximumFractionDigits: value < 10 && unit > 0 ? 1 : 0,
  }).format(value);
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;

function duration(seconds: number, locale: string): string {
  const inUnit = (value: number, unit: string, digits = 0): string =>
    new Intl.NumberFormat(locale, {
      style: "unit",
      unit,
      unitDisplay: "long",
      maximumFractionDigits: digits,
    }).format(value);
  const exact = Math.max(0.1, Math.round(seconds * 10) / 10);
  if (exact < 10) {
    return inUnit(exact, "second", 1);
  }
  const whole = Math.round(seconds);
  if (whole < MINUTE) {
    return inUnit(whole, "second");
  }
  const [size, larger, smaller] =
    whole < HOUR ? ([MINUTE, "minute", "second"] as const) : ([HOUR, "hour", "minute"] as const);
  // A few minutes are told to the ten seconds, a few hours to the ten minutes: no forecast is better than that.
  const small = size / MINUTE;
  const step = whole < 10 * size ? 10 * small : size;
  const told = Math.round(whole / step) * step;
  const rest = Math.round((told % size) / small);
  const parts = [inUnit(Math.floor(told / size), larger), ...(rest > 0 ? [inUnit(rest, smaller)] : [])];
  return new Intl.ListFormat(locale, { type: "unit", style: "long" }).format(parts);
}
