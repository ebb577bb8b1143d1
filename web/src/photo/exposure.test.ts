import { expect, test } from "vitest";
import { exposureTime, offsetFromUtc } from "./exposure";

test("short times are fractions, long ones seconds", () => {
  expect(exposureTime(0.004, String)).toBe("1/250");
  expect(exposureTime(0.2, String)).toBe("1/5");
  expect(exposureTime(0.6, String)).toBe("0.6");
  expect(exposureTime(30, String)).toBe("30");
});

test("zones are told by their distance from UTC", () => {
  expect(offsetFromUtc(120)).toBe("UTC+02:00");
  expect(offsetFromUtc(-210)).toBe("UTC−03:30");
  expect(offsetFromUtc(0)).toBe("UTC+00:00");
});
