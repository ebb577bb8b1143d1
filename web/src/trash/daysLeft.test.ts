import { expect, test } from "vitest";
import { daysLeft } from "./daysLeft";

test("a day that has begun is a day, and the last one stays until the server has been there", () => {
  const now = Date.parse("2026-01-01T12:00:00Z");
  expect(daysLeft("2026-01-31T12:00:00", now)).toBe(30);
  expect(daysLeft("2026-01-31T11:59:59.000001", now)).toBe(30);
  expect(daysLeft("2026-01-30T12:00:00", now)).toBe(29);
  expect(daysLeft("2026-01-01T12:00:01", now)).toBe(1);
  expect(daysLeft("2025-12-31T00:00:00", now)).toBe(1);
});
