import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import type { Page } from "@playwright/test";
import {
  expect,
  expectAccessible,
  galleryReady,
  photoView,
  scaleOf,
  setting,
  test,
  thumbnails,
} from "./harness";

const url = setting("IMALINK_E2E_URL");
const photos = setting("IMALINK_E2E_PHOTOS");
const code = setting("IMALINK_E2E_CODE");

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

test.use({ baseURL: url });

const pictures = readdirSync(photos, { recursive: true })
  .map(String)
  .filter((name) => /\.(jpe?g|png|gif|bmp|tiff?|webp)$/i.test(name));
const count = pictures.length;

async function openPhoto(page: Page, index: number): Promise<string> {
  await galleryReady(page);
  const thumbnail = thumbnails(page).nth(index);
  const hothash = (await thumbnail.getAttribute("data-photo")) ?? "";
  await thumbnail.click();
  await expect(photoView(page)).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`/photo/${hothash}`));
  return hothash;
}

/** By what it is called in English; nothing else on these pages is a combobox of that name. */
function searchBox(page: Page) {
  return page.getByRole("combobox", { name: "Search photos" });
}

async function choose(page: Page, menu: string, choice: RegExp): Promise<void> {
  await page
    .getByRole("region", { name: "Narrow the search" })
    .getByRole("button", { name: menu, exact: true })
    .click();
  await page.getByRole("menuitemcheckbox", { name: choice }).click();
}

async function openDetails(page: Page): Promise<void> {
  const button = photoView(page).getByRole("button", { name: "Details", exact: true });
  if ((await button.getAttribute("aria-expanded")) === "false") {
    await button.click();
  }
  await expect(page.getByLabel("Title")).toBeVisible();
}

test.describe("an empty library", () => {
  test("tells a newcomer what to do", async ({ page }) => {
    await page.goto("/");
    await expect(page.getByRole("heading", { name: "Your library is empty" })).toBeVisible();
    await expect(page.getByText("./imalink import ~/Pictures")).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("link", { name: "Import a folder" }).click();
    await expect(page.getByRole("heading", { name: "Import a folder" })).toBeVisible();
    await expect(page.getByText(/operator\.token/)).toBeVisible();
    await expectAccessible(page);
  });

  test("says what is wrong with a wrong code or a folder that does not exist", async ({ page }) => {
    await page.goto("/imports");
    await page.getByLabel("Folder on the server").fill(photos);
    await page.getByLabel("Operator’s code").fill("not the code");
    await page.getByRole("button", { name: "Start the import" }).click();
    await expect(page.getByRole("alert")).toContainText("not the code of the running server");
    await expect(page.getByLabel("Folder on the server")).toHaveValue(photos);
    await page.getByLabel("Operator’s code").fill(code);
    await page.getByLabel("Folder on the server").fill(`${photos}/there is no such folder`);
    await page.getByRole("button", { name: "Start the import" }).click();
    await expect(page.getByRole("alert")).toContainText("did not accept this");
  });
});

test("a folder becomes a library while one watches", { tag: "@main" }, async ({ page }) => {
  await page.goto("/imports");
  await page.getByLabel("Folder on the server").fill(photos);
  await page.getByLabel("Name of this import (optional)").fill("First photos");
  await page.getByLabel("Operator’s code").fill(code);
  await page.getByRole("button", { name: "Start the import" }).click();
  await expect(page.getByText("The import has begun")).toBeVisible();
  const entry = page.getByRole("article").filter({ hasText: "First photos" });
  await expect(entry).toContainText("Done", { timeout: 45_000 });
  await expect(entry).toContainText(`${count} added`);
  await expectAccessible(page);

  await page.getByRole("link", { name: "File by file: First photos" }).click();
  await expect(page.getByRole("heading", { name: "First photos" })).toBeVisible();
  await expectAccessible(page);

  await page.getByRole("link", { name: "ImaLink, to the timeline" }).click();
  await expect(thumbnails(page).first()).toBeVisible();
});

test("importing the same folder again adds nothing, and is followed also while no events come through", async ({
  page,
}) => {
  await page.route("**/api/v1/events", (route) => route.abort());
  await page.goto("/imports");
  await page.getByLabel("Folder on the server").fill(photos);
  await page.getByLabel("Name of this import (optional)").fill("Once more");
  await page.getByLabel("Operator’s code").fill(code);
  await page.getByRole("button", { name: "Start the import" }).click();
  const entry = page.getByRole("article").filter({ hasText: "Once more" });
  await expect(entry).toContainText("Done", { timeout: 45_000 });
  await expect(entry).toContainText("0 added");
  await expect(entry).toContainText(`${count} already here`);
});

test("what could not be imported is told file by file, in plain words", async ({ page }) => {
  const folder = mkdtempSync(join(tmpdir(), "imalink-e2e-"));
  const whole = readFileSync(join(photos, pictures.find((name) => /\.jpe?g$/i.test(name)) ?? ""));
  writeFileSync(join(folder, "notes.txt"), "not a photo");
  writeFileSync(join(folder, "cut.jpg"), whole.subarray(0, whole.length / 2));
  await page.goto("/imports");
  await page.getByLabel("Folder on the server").fill(folder);
  await page.getByLabel("Name of this import (optional)").fill("Odds and ends");
  await page.getByLabel("Operator’s code").fill(code);
  await page.getByRole("button", { name: "Start the import" }).click();
  const entry = page.getByRole("article").filter({ hasText: "Odds and ends" });
  await expect(entry).toContainText("Done", { timeout: 45_000 });
  await expect(entry).toContainText("1 skipped");
  await expect(entry).toContainText("1 failed");
  await page.getByRole("link", { name: "File by file: Odds and ends" }).click();
  await expect(page.getByText("Not a photo")).toBeVisible();
  await expect(page.getByText("The file is cut off; copy it again from where it came")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("radio", { name: "Failed" }).check({ force: true });
  await expect(page.getByText("Not a photo")).toBeHidden();
  await expect(page.getByText(/cut\.jpg/)).toBeVisible();
});

test.describe("the timeline", () => {
  test("shows the photos by month, each in its own shape", { tag: "@main" }, async ({ page }) => {
    await page.goto("/");
    await galleryReady(page);
    await expect(page.getByRole("heading", { level: 2 }).first()).toBeVisible();
    await expect(thumbnails(page).first().locator("img")).toHaveJSProperty("complete", true);
    const shapes = await thumbnails(page).evaluateAll((links) =>
      links.map((link) => {
        const image = link.querySelector("img");
        const box = link.getBoundingClientRect();
        return {
          drawn: box.width / box.height,
          natural: image && image.naturalHeight > 0 ? image.naturalWidth / image.naturalHeight : null,
        };
      }),
    );
    for (const { drawn, natural } of shapes) {
      if (natural !== null && natural > 0.5 && natural < 3) {
        expect(Math.abs(drawn - natural) / natural).toBeLessThan(0.06);
      }
    }
    await expectAccessible(page);
  });

  test("is walked by the keyboard", async ({ page }) => {
    await page.goto("/");
    await galleryReady(page);
    await thumbnails(page).first().focus();
    const names = [await thumbnails(page).nth(0).getAttribute("data-photo")];
    await page.keyboard.press("ArrowRight");
    names.push(await page.evaluate(() => (document.activeElement as HTMLElement).dataset.photo ?? null));
    expect(names[1]).toBe(await thumbnails(page).nth(1).getAttribute("data-photo"));
    await page.keyboard.press("ArrowLeft");
    expect(await page.evaluate(() => (document.activeElement as HTMLElement).dataset.photo)).toBe(names[0]);
    await page.keyboard.press("Enter");
    await expect(photoView(page)).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(photoView(page)).toBeHidden();
    expect(await page.evaluate(() => (document.activeElement as HTMLElement).dataset.photo)).toBe(names[0]);
  });
});

test.describe("the photo view", () => {
  test("goes on with the arrow keys and comes back to its place with Escape", { tag: "@main" }, async ({
    page,
  }) => {
    await page.goto("/");
    await galleryReady(page);
    const second = (await thumbnails(page).nth(1).getAttribute("data-photo")) ?? "";
    await openPhoto(page, 0);
    await expect(photoView(page)).toContainText(`1 of ${count}`);
    await page.keyboard.press("ArrowRight");
    await expect(page).toHaveURL(new RegExp(`/photo/${second}`));
    await expect(photoView(page)).toContainText(`2 of ${count}`);
    await page.keyboard.press("ArrowLeft");
    await expect(photoView(page)).toContainText(`1 of ${count}`);
    await page.keyboard.press("ArrowRight");
    await expect(photoView(page)).toContainText(`2 of ${count}`);
    await page.keyboard.press("Escape");
    await expect(photoView(page)).toBeHidden();
    await expect(page).toHaveURL(`${url}/`);
    expect(await page.evaluate(() => (document.activeElement as HTMLElement).dataset.photo)).toBe(second);
  });

  test("shows the medium preview and is accessible", async ({ page }) => {
    await page.goto("/");
    await openPhoto(page, 0);
    await expect(page.getByTestId("medium")).toHaveCSS("opacity", "1");
    await openDetails(page);
    await expectAccessible(page);
  });

  test("is reached by its address and knows its neighbours", async ({ page }) => {
    await page.goto("/");
    await galleryReady(page);
    const hothash = (await thumbnails(page).nth(1).getAttribute("data-photo")) ?? "";
    await page.goto(`/photo/${hothash}`);
    await expect(photoView(page)).toContainText(`2 of ${count}`);
    await page.getByRole("button", { name: "Next photo" }).click();
    await expect(photoView(page)).toContainText(`3 of ${count}`);
    await page.getByRole("button", { name: "Back to the photos" }).click();
    await expect(page).toHaveURL(`${url}/`);
    await expect(thumbnails(page).first()).toBeVisible();
  });

  test("says so when there is no such photo", async ({ page }) => {
    await page.goto(`/photo/${"0".repeat(64)}`);
    await expect(page.getByRole("alert")).toContainText("not in the library");
    await page.getByRole("link", { name: "To all photos" }).click();
    await expect(thumbnails(page).first()).toBeVisible();
  });

  test("zooms by wheel, keys, buttons and double click, and is dragged when enlarged", async ({ page }) => {
    await page.goto("/");
    await openPhoto(page, 0);
    await expect(page.getByTestId("medium")).toHaveCSS("opacity", "1");
    const stage = page.getByTestId("stage");
    const box = await stage.boundingBox();
    if (!box) {
      throw new Error("the stage has no box");
    }
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await page.mouse.move(x, y);
    await page.mouse.wheel(0, -400);
    await expect.poll(() => scaleOf(page)).toBeGreaterThan(1.5);
    const picture = stage.getByRole("img");
    const before = await picture.evaluate((it) => it.style.transform);
    await page.mouse.down();
    await page.mouse.move(x - 60, y - 20, { steps: 4 });
    await page.mouse.up();
    await expect.poll(() => picture.evaluate((it) => it.style.transform)).not.toBe(before);
    await page.keyboard.press("0");
    await expect.poll(() => scaleOf(page)).toBe(1);
    await page.keyboard.press("+");
    await expect.poll(() => scaleOf(page)).toBe(1.5);
    await page.keyboard.press("-");
    await expect.poll(() => scaleOf(page)).toBe(1);
    await page.getByRole("button", { name: "Zoom in" }).click();
    await expect.poll(() => scaleOf(page)).toBe(1.5);
    await page.keyboard.press("Escape");
    await expect.poll(() => scaleOf(page)).toBe(1);
    await expect(photoView(page)).toBeVisible();
    await page.mouse.dblclick(x, y);
    await expect.poll(() => scaleOf(page)).toBe(2.5);
    await page.mouse.dblclick(x, y);
    await expect.poll(() => scaleOf(page)).toBe(1);
  });

  test("gives the original back byte for byte under its own name", async ({ page }) => {
    await page.goto("/");
    await openPhoto(page, 0);
    const link = page.getByRole("link", { name: "Download the original" });
    const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
    const source = pictures.find((name) => basename(name) === download.suggestedFilename());
    expect(source, download.suggestedFilename()).toBeDefined();
    expect(readFileSync(await download.path()).equals(readFileSync(join(photos, source ?? "")))).toBe(true);
  });
});

test.describe("the editor", () => {
  test("saves title, description, tags, rating and a new author", { tag: "@main" }, async ({ page }) => {
    await page.goto("/");
    await openPhoto(page, 0);
    await openDetails(page);
    await page.getByLabel("Title").fill("Blåbærtur ved sjøen");
    await page.getByLabel("Description").fill("En lang dag.\nMed kaffe.");
    await page.getByRole("radio", { name: "4 stars" }).check({ force: true });
    const tags = page.getByRole("textbox", { name: "Tags" });
    await tags.fill("sommer");
    await tags.press("Enter");
    await tags.fill("på tur,");
    await tags.press(",");
    await expect(page.getByRole("button", { name: "Remove the tag på tur" })).toBeVisible();
    const author = page.getByRole("combobox", { name: "Author" });
    await author.fill("Ola Nordmann");
    await page.getByRole("option", { name: "Add “Ola Nordmann” as a new author" }).click();
    await expect(author).toHaveValue("Ola Nordmann");
    await expectAccessible(page);
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(page.getByText("Not saved yet")).toBeHidden();

    await page.reload();
    await openDetails(page);
    await expect(page.getByLabel("Title")).toHaveValue("Blåbærtur ved sjøen");
    await expect(page.getByLabel("Description")).toHaveValue("En lang dag.\nMed kaffe.");
    await expect(page.getByRole("radio", { name: "4 stars" })).toBeChecked();
    await expect(page.getByRole("button", { name: "Remove the tag sommer" })).toBeVisible();
    await expect(page.getByRole("combobox", { name: "Author" })).toHaveValue("Ola Nordmann");
    await expect(photoView(page).getByRole("heading", { level: 1 })).toHaveText("Blåbærtur ved sjøen");
  });

  test("clears what is emptied", async ({ page }) => {
    await page.goto("/");
    await openPhoto(page, 1);
    await openDetails(page);
    await page.getByLabel("Title").fill("For a while");
    await page.getByRole("radio", { name: "2 stars" }).check({ force: true });
    await page.keyboard.press("Control+Enter");
    await expect(page.getByText("Not saved yet")).toBeHidden();
    await page.getByLabel("Title").fill("");
    await page.getByRole("button", { name: "Clear", exact: true }).click();
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(page.getByText("Not saved yet")).toBeHidden();
    await page.reload();
    await openDetails(page);
    await expect(page.getByLabel("Title")).toHaveValue("");
    await expect(page.getByRole("radio", { name: "2 stars" })).not.toBeChecked();
  });

  test("never loses text without asking", async ({ page }) => {
    await page.goto("/");
    const hothash = await openPhoto(page, 2);
    await openDetails(page);
    await page.getByLabel("Title").fill("Written and not saved");
    await page.getByRole("button", { name: "Next photo" }).click();
    const question = page.getByRole("dialog", { name: "Save your changes?" });
    await expect(question).toBeVisible();
    await expectAccessible(page);
    await question.getByRole("button", { name: "Keep editing" }).click();
    await expect(page).toHaveURL(new RegExp(hothash));
    await expect(page.getByLabel("Title")).toHaveValue("Written and not saved");
    await page.getByRole("button", { name: "Back to the photos" }).click();
    await question.getByRole("button", { name: "Save and go on" }).click();
    await expect(photoView(page)).toBeHidden();
    await page.goto(`/photo/${hothash}`);
    await openDetails(page);
    await expect(page.getByLabel("Title")).toHaveValue("Written and not saved");
    await page.getByLabel("Title").fill("To be thrown away");
    await page.getByRole("button", { name: "Back to the photos" }).click();
    await question.getByRole("button", { name: "Discard" }).click();
    await expect(photoView(page)).toBeHidden();
  });

  test("tells beside the field which tag will not do, and what does", async ({ page }) => {
    await page.goto("/");
    await openPhoto(page, 0);
    await openDetails(page);
    const tags = page.getByRole("textbox", { name: "Tags" });
    await tags.fill("a/b");
    await tags.press("Enter");
    await expect(page.getByText("“a/b” will not do")).toBeVisible();
    await expect(tags).toHaveValue("a/b");
    await tags.fill("");
    await expect(page.getByText("Press Enter after each tag.")).toBeVisible();
  });

  test("keeps the text when the server is away, and saves it afterwards", async ({ page, context }) => {
    await page.goto("/");
    const hothash = await openPhoto(page, 3);
    await openDetails(page);
    await page.getByLabel("Description").fill("Written while the server was away");
    await context.setOffline(true);
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(page.getByText("The server does not answer. Trying again …")).toBeVisible();
    await expect(page.getByLabel("Description")).toHaveValue("Written while the server was away");
    await context.setOffline(false);
    await expect(page.getByText("The server does not answer. Trying again …")).toBeHidden();
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await expect(page.getByText("Not saved yet")).toBeHidden();
    await page.goto(`/photo/${hothash}`);
    await openDetails(page);
    await expect(page.getByLabel("Description")).toHaveValue("Written while the server was away");
  });
});

test.describe("search", () => {
  test("finds what was written, and its address can be kept", { tag: "@main" }, async ({ page }) => {
    await page.goto("/");
    await expect(thumbnails(page).first()).toBeVisible();
    await page.keyboard.press("/");
    await expect(searchBox(page)).toBeFocused();
    await page.keyboard.type("blåbær");
    await expect(page).toHaveURL(/\/search\?q=bl/);
    await expect(thumbnails(page)).toHaveCount(1);
    await expect(page.getByText("1 photo", { exact: true })).toBeVisible();
    await expectAccessible(page);
    await page.reload();
    await expect(searchBox(page)).toHaveValue("blåbær");
    await expect(thumbnails(page)).toHaveCount(1);
    await openPhoto(page, 0);
    await expect(page).toHaveURL(/\?q=/);
    await expect(photoView(page)).toContainText("1 of 1");
    await page.keyboard.press("Escape");
    await expect(page).toHaveURL(/\/search\?q=/);
  });

  test("is narrowed by what the found photos have, and every step can be gone back", async ({ page }) => {
    await page.goto("/search");
    await expect(page.getByText("Type a word, or choose something here.")).toBeVisible();
    await choose(page, "Rating", /^4 stars or more/);
    await expect(page).toHaveURL(/rating=4/);
    await expect(thumbnails(page)).toHaveCount(1);
    await choose(page, "Author", /^Ola Nordmann/);
    await expect(page).toHaveURL(/author=\d+/);
    await choose(page, "Tags", /^på tur/);
    await expect(page).toHaveURL(/tags=/);
    await expect(thumbnails(page)).toHaveCount(1);
    await expectAccessible(page);
    await page.goBack();
    await expect(page).not.toHaveURL(/tags=/);
    await expect(page.getByRole("button", { name: "Remove the condition på tur" })).toHaveCount(0);
    await page.goForward();
    await expect(page.getByRole("button", { name: "Remove the condition på tur" })).toBeVisible();
    await page.getByRole("button", { name: "Remove the condition Ola Nordmann" }).click();
    await expect(page).not.toHaveURL(/author=/);
    await page.goto("/search?rating=4&kind=png&q=zzz");
    await expect(page.getByText("No photo matches")).toBeVisible();
    await expect(page.getByRole("button", { name: "Remove the condition PNG" })).toBeVisible();
    await expectAccessible(page);
  });

  test("suggests what the words may begin, and takes it with the keyboard", async ({ page }) => {
    await page.goto("/search");
    await searchBox(page).click();
    await page.keyboard.type("ola");
    const suggestion = page.getByRole("option", { name: /Author.*Ola Nordmann.*1 photo/ });
    await expect(suggestion).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press("ArrowDown");
    await expect(suggestion).toHaveAttribute("aria-selected", "true");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/author=\d+/);
    await expect(page).not.toHaveURL(/q=/);
    await expect(searchBox(page)).toHaveValue("");
    await expect(thumbnails(page)).toHaveCount(1);
    await searchBox(page).fill("på");
    await page.getByRole("option", { name: /Tag.*på tur/ }).click();
    await expect(page).toHaveURL(/tags=/);
    await searchBox(page).fill("bla");
    await expect(page).toHaveURL(/q=bla/);
    await page.keyboard.press("Escape");
    await expect(page.getByRole("listbox")).toHaveCount(0);
    await page.keyboard.press("Escape");
    await expect(searchBox(page)).toHaveValue("");
  });

  test("a failing server is told, and trying again helps", async ({ page }) => {
    await page.route("**/api/v1/search?*", (route) =>
      route.fulfill({ status: 503, json: { detail: "full" } }),
    );
    await page.goto("/search?q=b");
    const again = page.getByRole("button", { name: "Try again" });
    await expect(again).toBeVisible();
    await page.unroute("**/api/v1/search?*");
    await again.click();
    await expect(thumbnails(page).first()).toBeVisible();
  });
});

test.describe("on a phone", () => {
  test.use(phone);

  test("the timeline, a photo and its details fit and are accessible", async ({ page }) => {
    await page.goto("/");
    await expect(thumbnails(page).first()).toBeVisible();
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await thumbnails(page).first().tap();
    await expect(photoView(page)).toBeVisible();
    await openDetails(page);
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  });

  test("a swipe leads to the next photo, two fingers enlarge", async ({ page, context }) => {
    await page.goto("/");
    await galleryReady(page);
    await thumbnails(page).first().tap();
    await expect(photoView(page)).toContainText(`1 of ${count}`);
    await expect(page.getByTestId("medium")).toHaveCSS("opacity", "1");
    const touch = await context.newCDPSession(page);
    const send = (type: "touchStart" | "touchMove" | "touchEnd", ...points: { x: number; y: number }[]) =>
      touch.send("Input.dispatchTouchEvent", {
        type,
        touchPoints: points.map((point, id) => ({ ...point, id })),
      });
    await send("touchStart", { x: 300, y: 400 });
    for (const x of [260, 200, 140, 100]) {
      await send("touchMove", { x, y: 402 });
    }
    await send("touchEnd");
    await expect(photoView(page)).toContainText(`2 of ${count}`);
    await expect(page.getByTestId("medium")).toHaveCSS("opacity", "1");
    await send("touchStart", { x: 180, y: 400 }, { x: 210, y: 400 });
    for (const spread of [20, 40, 60, 80]) {
      await send("touchMove", { x: 180 - spread, y: 400 }, { x: 210 + spread, y: 400 });
    }
    await send("touchEnd");
    await expect.poll(() => scaleOf(page)).toBeGreaterThan(2);
    await expect(photoView(page)).toContainText(`2 of ${count}`);
  });
});

test.describe("in Norwegian", () => {
  test.use({ locale: "nb-NO" });

  test("the browser's language is spoken, and another can be chosen and is remembered", async ({ page }) => {
    await page.goto("/");
    await expect(page.locator("html")).toHaveAttribute("lang", "nb");
    await expect(page.getByRole("combobox", { name: "Søk i bildene" })).toBeVisible();
    await galleryReady(page);
    await expectAccessible(page);
    await page.getByRole("button", { name: "Språk og utseende" }).click();
    await expectAccessible(page);
    await page.getByRole("menuitemradio", { name: "English" }).click();
    await expect(page.getByRole("combobox", { name: "Search photos" })).toBeVisible();
    await page.reload();
    await expect(page.locator("html")).toHaveAttribute("lang", "en");
    await expect(page.getByRole("combobox", { name: "Search photos" })).toBeVisible();
  });

  test("every page speaks it", async ({ page }) => {
    await page.goto("/imports");
    await expect(page.getByRole("heading", { name: "Importer en mappe" })).toBeVisible();
    await page.goto("/search?q=finnesikke");
    await expect(page.getByText("Ingen bilder passer")).toBeVisible();
  });
});

test.describe("in the dark", () => {
  test.use({ colorScheme: "dark" });

  test("the system's preference is followed, and every page is legible", async ({ page }) => {
    for (const path of ["/", "/search?rating=4", "/imports", "/nowhere"]) {
      await page.goto(path);
      await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
      await expect(page.getByRole("heading", { level: 1 })).toBeAttached();
      if (path === "/") {
        await galleryReady(page);
      }
      await expectAccessible(page);
    }
    await page.goto("/");
    await openPhoto(page, 0);
    await openDetails(page);
    await expectAccessible(page);
  });

  test("light can be chosen and is remembered", async ({ page }) => {
    await page.goto("/");
    await page.getByRole("button", { name: "Language and appearance" }).click();
    await page.getByRole("menuitemradio", { name: "Light" }).click();
    await expect(page.locator("html")).toHaveAttribute("data-theme", "light");
    await page.reload();
    await expect(page.locator("html")).toHaveAttribute("data-theme", "light");
  });
});

test("a server that goes away is told, and the page goes on by itself when it is back", async ({
  page,
  context,
}) => {
  await page.goto("/");
  await expect(thumbnails(page).first()).toBeVisible();
  await context.setOffline(true);
  await page.getByRole("link", { name: "Imports" }).click();
  await searchBox(page).fill("anything");
  await expect(page.getByText("The server does not answer. Trying again …")).toBeVisible();
  await context.setOffline(false);
  await expect(page.getByText("The server does not answer. Trying again …")).toBeHidden();
});
