/** An exposure time as photographers write it: `1/250`, `0.6`, `30`. @param seconds over 0 */
export function exposureTime(seconds: number, write: (value: number) => string): string {
  if (seconds > 0 && seconds < 0.3) {
    return `1/${write(Math.round(1 / seconds))}`;
  }
  return write(Math.round(seconds * 10) / 10);
}

/** The distance of a clock from UTC, such as `UTC+02:00`. */
export function offsetFromUtc(minutes: number): string {
  const distance = Math.abs(minutes);
  const hours = String(Math.floor(distance / 60)).padStart(2, "0");
  return `UTC${minutes < 0 ? "−" : "+"}${hours}:${String(distance % 60).padStart(2, "0")}`;
}
