import { expect, test } from "vitest";

const sources = import.meta.glob<string>(["../**/*.ts", "../**/*.tsx", "!../**/*.test.*", "!../api/**"], {
  query: "?raw",
  import: "default",
  eager: true,
});

test("only what is in this folder speaks to the server", () => {
  const elsewhere = Object.entries(sources).filter(([path]) => !path.startsWith("./"));
  expect(elsewhere.length).toBeGreaterThan(30);
  const speaking = elsewhere.filter(([, text]) =>
    /\bfetch\(|EventSource|XMLHttpRequest|sendBeacon|WebSocket|new Image\b|\/api\/v1/.test(text),
  );
  expect(speaking.map(([path]) => path)).toEqual([]);
});

test("no text becomes markup or program, and no secret is laid down in the browser", () => {
  const dangerous =
    /dangerouslySetInnerHTML|(inner|outer)HTML|insertAdjacentHTML|document\.write|\beval\(|new Function\(|srcdoc/i;
  expect(Object.keys(sources).filter((path) => dangerous.test(sources[path] as string))).toEqual([]);
  // What the browser remembers is kept by few, and of who is signed in nothing but that somebody is.
  const keeping = Object.keys(sources).filter((path) =>
    /localStorage|sessionStorage|indexedDB|\.cookie\b/.test(sources[path] as string),
  );
  expect(keeping.toSorted()).toEqual([
    "../elements/remembered.ts",
    "../uploads/rememberedUploads.ts",
    "./SignInMark.ts",
  ]);
  const remembering = Object.keys(sources).filter((path) => /remembered"/.test(sources[path] as string));
  expect(remembering.filter((path) => /accounts|service|people|phases/.test(path))).toEqual([]);
});

test("no text for people stands outside the message files", () => {
  // Two words in a row between tags, or in an attribute that is read out.
  const written = />\s*[A-Za-z]+ [a-z]+[^<>{}=;()]*<\/|(aria-label|title|placeholder|alt)="[^"]*[a-z] [a-z]/;
  const loose = Object.entries(sources).filter(([path, text]) => path.endsWith(".tsx") && written.test(text));
  expect(loose.map(([path]) => path)).toEqual([]);
});
