// @vitest-environment happy-dom
import { act, useState } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, test } from "vitest";
import { LanguageProvider } from "../messages/language";
import { TagField } from "./TagField";

(globalThis as { IS_REACT_ACT_ENVIRONMENT?: boolean }).IS_REACT_ACT_ENVIRONMENT = true;

let container: HTMLDivElement;
let root: Root;

function Held({ first }: { first: readonly string[] }) {
  const [tags, setTags] = useState(first);
  const [typed, setTyped] = useState("");
  return (
    <LanguageProvider>
      <TagField tags={tags} onChange={setTags} typed={typed} onTyped={setTyped} problem={null} />
    </LanguageProvider>
  );
}

const field = () => container.querySelector("input") as HTMLInputElement;
const chips = () => [...container.querySelectorAll("li > span")].map((it) => it.textContent);

async function type(text: string): Promise<void> {
  await act(async () => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set?.call(field(), text);
    field().dispatchEvent(new Event("input", { bubbles: true }));
  });
}

async function press(key: string): Promise<void> {
  await act(async () => {
    field().dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  });
}

beforeEach(() => {
  container = document.createElement("div");
  document.body.append(container);
  root = createRoot(container);
});

afterEach(async () => {
  await act(async () => root.unmount());
  container.remove();
});

test("Enter and a comma make tags of what is typed, Backspace takes the last one away", async () => {
  await act(async () => root.render(<Held first={["sommer"]} />));
  await type("på tur");
  await press("Enter");
  await type("sjø");
  await press(",");
  expect(chips()).toEqual(["sommer", "på tur", "sjø"]);
  expect(field().value).toBe("");
  await press("Backspace");
  expect(chips()).toEqual(["sommer", "på tur"]);
});

test("what cannot be a tag stays in the field with its reason, and the rest is taken", async () => {
  await act(async () => root.render(<Held first={[]} />));
  await type("good, a/b, fine");
  await press("Enter");
  expect(chips()).toEqual(["good", "fine"]);
  expect(field().value).toBe("a/b");
  expect(container.querySelector('[role="alert"]')?.textContent).toContain("a/b");
  expect(field().getAttribute("aria-invalid")).toBe("true");
});

test("a tag that is already there is not added twice", async () => {
  await act(async () => root.render(<Held first={["Sommer"]} />));
  await type("sommer");
  await press("Enter");
  expect(chips()).toEqual(["Sommer"]);
});
