import { describe, expect, test } from "vitest";
import { en } from "./en";
import { formatsFor } from "./formats";
import { languageOf } from "./language";
import { nb } from "./nb";

/** Every text with its path; functions are called with plain arguments. */
function texts(part: unknown, path = ""): [string, string][] {
  if (typeof part === "string") {
    return [[path, part]];
  }
  if (typeof part === "function") {
    const written = path.endsWith("photoLabel")
      ? part({ title: null, taken: "1 May", rating: 2, raw: false })
      : part(path.endsWith(".stars") || path.endsWith(".atLeast") ? 3 : "5", String);
    return [[path, String(written)]];
  }
  return Object.entries(part as object).flatMap(([key, value]) => texts(value, `${path}.${key}`));
}

describe("messages", () => {
  const english = texts(en);
  const norwegian = texts(nb);

  test("both languages have the same texts in the same places", () => {
    expect(norwegian.map(([path]) => path)).toEqual(english.map(([path]) => path));
  });

  test("no text is empty", () => {
    for (const [path, text] of [...english, ...norwegian]) {
      expect(text.trim(), path).not.toBe("");
    }
  });

  test("hardly a text is the same in both languages", () => {
    const same = english.filter(([path, text]) =>
      norwegian.some(([it, other]) => it === path && other === text),
    );
    const reallySame = [
      ".imports.untitled",
      ".imports.unknownReason",
      ".console.verify.alarm",
      ".people.actionOf",
      ".people.administrator",
      ".people.roles.admin",
    ];
    expect(same.map(([path]) => path).filter((path) => !reallySame.includes(path))).toEqual([]);
  });

  test("one is told as one", () => {
    expect(en.gallery.photos(1, String)).toBe("1 photo");
    expect(nb.gallery.photos(1, String)).toBe("1 bilde");
    expect(nb.gallery.photoLabel({ title: "Hytta", taken: null, rating: 1, raw: true })).toBe(
      "Hytta, uten dato, 1 stjerne, RAW",
    );
  });
});

describe("the language", () => {
  test("is Norwegian for any Norwegian browser", () => {
    for (const tag of ["nb-NO", "no", "nn-NO", "NB"]) {
      expect(languageOf([tag])).toBe("nb");
    }
  });

  test("is the first that there are messages in", () => {
    expect(languageOf(["de-DE", "nb", "en"])).toBe("nb");
    expect(languageOf(["de-DE", "en-US", "nb"])).toBe("en");
    expect(languageOf(["ja"])).toBe("en");
    expect(languageOf([])).toBe("en");
  });
});

describe("formats", () => {
  test("a month begins with a capital letter in both languages", () => {
    expect(formatsFor("nb-NO").month("2024-07")).toBe("Juli 2024");
    expect(formatsFor("en-GB").month("2024-07")).toBe("July 2024");
  });

  test("a camera's clock is shown as it was, in every zone", () => {
    expect(formatsFor("nb-NO").takenTime("2024-07-14T23:59:59.123456")).toBe("23:59");
    expect(formatsFor("en-GB").takenDay("2024-12-31T23:59:00")).toContain("31 December 2024");
  });

  test("sizes have a unit that one can read", () => {
    expect(formatsFor("en-GB").bytes(4_200_000)).toBe("4.2 MB");
    expect(formatsFor("en-GB").bytes(12)).toBe("12 bytes");
  });

  test("durations are told as a person would tell them, and never as nothing", () => {
    const english = formatsFor("en-GB");
    expect([0, 0.04, 0.1, 1, 4.25, 9.96, 12.3].map(english.duration)).toEqual([
      "0.1 seconds",
      "0.1 seconds",
      "0.1 seconds",
      "1 second",
      "4.3 seconds",
      "10 seconds",
      "12 seconds",
    ]);
    expect([59.7, 125, 599, 1830, 3600, 7800, 40_000].map(english.duration)).toEqual([
      "1 minute",
      "2 minutes, 10 seconds",
      "10 minutes",
      "31 minutes",
      "1 hour",
      "2 hours, 10 minutes",
      "11 hours",
    ]);
    const norwegian = formatsFor("nb-NO");
    expect(norwegian.duration(4.25)).toBe("4,3 sekunder");
    expect(norwegian.duration(125)).toBe("2 minutter og 10 sekunder");
  });
});
