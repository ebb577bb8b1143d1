import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { expect, expectAccessible, photoView, setting, test, thumbnails } from "./harness";

const url = setting("IMALINK_E2E_URL");

test.use({ baseURL: url });

const MEGABYTE = 1024 * 1024;
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

/** A picture of its own, so that no test finds those of another already there. @param megabytes about its size */
function picture(megabytes = 0.03): Buffer {
  const width = 200;
  const height = Math.max(20, Math.round((megabytes * MEGABYTE) / (width * 3)));
  const pixels = Buffer.alloc(width * height * 3);
  const [red, green, blue] = [Math.random() * 256, Math.random() * 256, Math.random() * 256];
  for (let at = 0; at < pixels.length; at += 3) {
    const row = at / (width * 3);
    pixels[at] = blue + row * 3;
    pixels[at + 1] = green + row;
    pixels[at + 2] = red + (at % 600);
  }
  const header = Buffer.alloc(54);
  header.write("BM");
  header.writeUInt32LE(54 + pixels.length, 2);
  header.writeUInt32LE(54, 10);
  header.writeUInt32LE(40, 14);
  header.writeInt32LE(width, 18);
  header.writeInt32LE(height, 22);
  header.writeUInt16LE(1, 26);
  header.writeUInt16LE(24, 28);
  return Buffer.concat([header, pixels]);
}

function folderWith(files: Record<string, Buffer | string>): string {
  const folder = mkdtempSync(join(tmpdir(), "imalink-e2e-"));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(folder, name, ".."), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

/** Drags files or folders of this machine over the page, as from the file manager, and lets them go. */
async function drop(page: Page, paths: string[], over: () => Promise<void> = async () => undefined) {
  const mouse = await page.context().newCDPSession(page);
  const data = { items: [], files: paths, dragOperationsMask: 1 };
  for (const type of ["dragEnter", "dragOver"] as const) {
    await mouse.send("Input.dispatchDragEvent", { type, x: 200, y: 300, data });
  }
  await over();
  await mouse.send("Input.dispatchDragEvent", { type: "drop", x: 200, y: 300, data });
  await mouse.detach();
}

const uploads = (page: Page) => page.getByRole("region", { name: "Uploads" });
const files = (page: Page) => page.getByRole("region", { name: /^The files of/ });

interface Listed {
  hothash: string;
  primary_filename: string;
}

async function photoNamed(page: Page, name: string): Promise<Listed | undefined> {
  const answer = await page.request.get(`${url}/api/v1/photos/?limit=500`);
  return ((await answer.json()) as { data: Listed[] }).data.find((photo) => photo.primary_filename === name);
}

test("files and folders that are dropped on the timeline become photos in it", async ({ page }) => {
  const folder = folderWith({
    "loose.bmp": picture(),
    "trip/one.bmp": picture(),
    "trip/day 2/two.bmp": picture(),
    "trip/.DS_Store": "of the system",
  });
  await page.goto("/");
  await drop(page, [join(folder, "loose.bmp"), join(folder, "trip")], async () => {
    await expect(page.getByText("Drop to upload")).toBeVisible();
    await expectAccessible(page);
  });
  await expect(page.getByText("Drop to upload")).toBeHidden();
  await expect(uploads(page)).toContainText("The upload is finished");
  await expect(uploads(page)).toContainText("3 added");
  await expectAccessible(page);
  for (const name of ["loose.bmp", "one.bmp", "two.bmp"]) {
    const photo = await photoNamed(page, name);
    await expect(page.locator(`a[data-photo="${photo?.hothash}"]`)).toBeAttached();
  }
  await uploads(page).getByRole("button", { name: "Close" }).click();
  await expect(uploads(page)).toBeHidden();
});

test("each file tells its own reason, and none hides the others", async ({ page }) => {
  const twin = picture();
  const folder = folderWith({
    "good.bmp": picture(),
    "twin.bmp": twin,
    "same as twin.bmp": twin,
    "notes.txt": "not a photo",
    "pretends.jpg": "not a photo either",
    "empty.jpg": "",
    "film.mp4": "a film",
  });
  let pieces = 0;
  page.on("request", (request) => {
    pieces += request.method() === "PATCH" ? 1 : 0;
  });
  await page.goto("/imports");
  await drop(page, [folder]);
  await expect(files(page)).toContainText("The file is empty");
  await expect(uploads(page)).toContainText("The upload is finished");
  const row = (name: string) => files(page).getByRole("listitem").filter({ hasText: name });
  await expect(row("good.bmp")).toContainText("Added");
  await expect(row("notes.txt")).toContainText("Not a photo");
  await expect(row("pretends.jpg")).toContainText("Named like a photo, but the content is something else");
  await expect(row("empty.jpg")).toContainText("The file is empty");
  await expect(row("film.mp4")).toContainText("videos cannot be imported yet");
  expect(pieces).toBe(5);
  await expect(files(page).getByText("The same picture is in the library")).toHaveCount(1);
  await expect(uploads(page)).toContainText("2 added");
  await expect(uploads(page)).toContainText("2 files were not sent");
  await expectAccessible(page);
});

test("a broken connection costs nothing: the upload goes on where the server is", async ({ page }) => {
  const content = picture(5);
  const folder = folderWith({ "long.bmp": content });
  const offsets: number[] = [];
  let cuts = 2;
  await page.route("**/api/v1/uploads/*/files/*", async (route) => {
    offsets.push(Number(route.request().headers()["upload-offset"]));
    if (offsets.length > 1 && cuts-- > 0) {
      await route.abort();
    } else {
      await route.continue();
    }
  });
  await page.goto("/");
  await drop(page, [join(folder, "long.bmp")]);
  await expect(uploads(page)).toContainText("The connection broke");
  await expect(uploads(page)).toContainText("1 added", { timeout: 30_000 });
  expect(cuts).toBeLessThanOrEqual(0);
  expect(offsets[0]).toBe(0);
  expect(offsets.slice(1).every((offset) => offset > 0)).toBe(true);
  const photo = await photoNamed(page, "long.bmp");
  const original = await page.request.get(`${url}/api/v1/photos/${photo?.hothash}/original`);
  expect((await original.body()).equals(content)).toBe(true);
});

test("a device that goes offline goes on when it is back", async ({ page, context }) => {
  const folder = folderWith({ "offline.bmp": picture(5) });
  await page.goto("/imports");
  let pieces = 0;
  await page.route("**/api/v1/uploads/*/files/*", async (route) => {
    if (++pieces === 2) {
      await context.setOffline(true);
    }
    await route.continue();
  });
  await drop(page, [folder]);
  await expect(uploads(page)).toContainText("The connection broke");
  await context.setOffline(false);
  await expect(uploads(page)).toContainText("1 added", { timeout: 30_000 });
});

test("a server that is full for a while is waited for", async ({ page }) => {
  const folder = folderWith({ "full.bmp": picture() });
  let refusals = 1;
  await page.route("**/api/v1/uploads/*/files/*", (route) =>
    refusals-- > 0
      ? route.fulfill({
          status: 503,
          headers: { "Retry-After": "2" },
          json: { detail: "The server's disk is full." },
        })
      : route.continue(),
  );
  await page.goto("/imports");
  await drop(page, [folder]);
  await expect(uploads(page)).toContainText("The server is busy or has no space left");
  await expect(uploads(page)).toContainText("1 added");
});

test("what was not finished goes on after a reload when the same files come again", async ({ page }) => {
  const folder = folderWith({ "again.bmp": picture(4) });
  const path = join(folder, "again.bmp");
  utimesSync(path, 1_700_000_000, 1_700_000_000);
  let offsets: number[] = [];
  let hold = true;
  await page.route("**/api/v1/uploads/*/files/*", async (route) => {
    offsets.push(Number(route.request().headers()["upload-offset"]));
    if (hold && offsets.length > 1) {
      await route.abort();
    } else {
      await route.continue();
    }
  });
  await page.goto("/imports");
  await drop(page, [path]);
  await expect(uploads(page)).toContainText("The connection broke");

  const asked = page.waitForEvent("dialog");
  const reloaded = page.reload();
  const question = await asked;
  expect(question.type()).toBe("beforeunload");
  await question.accept();
  await reloaded;

  await expect(uploads(page)).toContainText("1 file is missing from an unfinished upload");
  await expect(files(page)).toContainText("Choose this file again");
  await expectAccessible(page);
  hold = false;
  offsets = [];
  await page.getByTestId("upload-input").setInputFiles(path);
  await expect(uploads(page)).toContainText("1 added");
  expect(offsets[0]).toBeGreaterThan(0);
  await page.reload();
  await expect(page.getByRole("heading", { name: "Imports", exact: true })).toBeVisible();
  await expect(uploads(page)).toBeHidden();
});

test("a file that is changed or taken away before it is sent does not hold up the others", async ({
  page,
}) => {
  const folder = folderWith({ "stays.bmp": picture(), "changes.bmp": picture(), "goes.bmp": picture() });
  const path = (name: string) => join(folder, name);
  await page.route("**/api/v1/uploads", async (route) => {
    writeFileSync(path("changes.bmp"), picture(0.1));
    rmSync(path("goes.bmp"), { force: true });
    await route.continue();
  });
  await page.goto("/imports");
  await drop(page, ["stays.bmp", "changes.bmp", "goes.bmp"].map(path));
  await expect(uploads(page)).toContainText("1 added");
  await expect(uploads(page)).toContainText("2 files were not sent");
  await expect(files(page).getByText("The browser can no longer read it")).toHaveCount(2);
});

test("an upload is paused, goes on, and is given up after a question", async ({ page }) => {
  const folder = folderWith({ "paused.bmp": picture(4), "other.bmp": picture() });
  const held: (() => void)[] = [];
  let first = true;
  await page.route("**/api/v1/uploads/*/files/*", async (route) => {
    if (!first) {
      await new Promise<void>((go) => held.push(go));
    }
    first = false;
    await route.continue().catch(() => undefined);
  });
  await page.goto("/imports");
  await drop(page, [folder]);
  await expect.poll(() => held.length).toBe(1);
  await uploads(page).getByRole("button", { name: "Pause" }).click();
  await expect(uploads(page)).toContainText("Paused");
  held[0]?.();
  await uploads(page).getByRole("button", { name: "Go on" }).click();
  await expect.poll(() => held.length).toBe(2);
  await uploads(page).getByRole("button", { name: "Give up" }).click();
  await expect(uploads(page)).toContainText("Your own files stay");
  await page.keyboard.press("Escape");
  await expect(uploads(page).getByText("Your own files stay")).toBeHidden();
  await expect(uploads(page).getByRole("button", { name: "Give up" })).toBeFocused();
  await uploads(page).getByRole("button", { name: "Give up" }).click();
  const gone = page.waitForResponse((response) => response.request().method() === "DELETE");
  await uploads(page).getByRole("button", { name: "Give up" }).click();
  held[1]?.();
  expect((await gone).status()).toBe(200);
  await expect(uploads(page)).toBeHidden();
  expect(await photoNamed(page, "paused.bmp")).toBeUndefined();
});

test.describe("what is dropped over an open photo", () => {
  test("is uploaded when it is a file, and goes into the field when it is text", async ({ page }) => {
    const folder = folderWith({ "over a photo.bmp": picture() });
    await page.goto("/");
    await thumbnails(page).first().click();
    await expect(photoView(page)).toBeVisible();
    const button = photoView(page).getByRole("button", { name: "Details", exact: true });
    if ((await button.getAttribute("aria-expanded")) === "false") {
      await button.click();
    }
    const description = page.getByLabel("Description");
    await description.fill("");
    const box = await description.boundingBox();
    const mouse = await page.context().newCDPSession(page);
    const at = { x: (box?.x ?? 0) + 20, y: (box?.y ?? 0) + 10 };
    const text = { items: [{ mimeType: "text/plain", data: "from elsewhere" }], dragOperationsMask: 1 };
    for (const type of ["dragEnter", "dragOver", "drop"] as const) {
      await mouse.send("Input.dispatchDragEvent", { type, ...at, data: text });
      await expect(page.getByText("Drop to upload")).toBeHidden();
    }
    await expect(description).toHaveValue("from elsewhere");

    const data = { items: [], files: [join(folder, "over a photo.bmp")], dragOperationsMask: 1 };
    for (const type of ["dragEnter", "dragOver", "drop"] as const) {
      await mouse.send("Input.dispatchDragEvent", { type, ...at, data });
    }
    await expect(photoView(page)).toContainText("The upload is finished");
    await expect(description).toHaveValue("from elsewhere");
    await expectAccessible(page);
    await description.fill("");
  });
});

test("a picture of a page that is dragged about is no upload, though browsers call it a file", async ({
  page,
}) => {
  await page.goto("/");
  const taken = (markup: boolean) =>
    page.evaluate((withMarkup) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(["x"], "picture.png", { type: "image/png" }));
      if (withMarkup) {
        dataTransfer.setData("text/html", '<img src="picture.png">');
      }
      const event = new DragEvent("dragover", { dataTransfer, bubbles: true, cancelable: true });
      return !document.body.dispatchEvent(event);
    }, markup);
  expect(await taken(false)).toBe(true);
  expect(await taken(true)).toBe(false);
  await page.evaluate(() => document.body.dispatchEvent(new DragEvent("dragstart", { bubbles: true })));
  expect(await taken(false)).toBe(false);
  await page.evaluate(() => document.body.dispatchEvent(new DragEvent("dragend", { bubbles: true })));
  expect(await taken(false)).toBe(true);
});

test.describe("on a phone", () => {
  test.use(phone);

  test("photos are chosen with the button, and the page fits", async ({ page }) => {
    const folder = folderWith({ "phone.bmp": picture(), "phone notes.txt": "x" });
    await page.goto("/imports");
    const chooser = page.waitForEvent("filechooser");
    await page.getByRole("button", { name: "Upload photos" }).tap();
    expect((await chooser).isMultiple()).toBe(true);
    await (await chooser).setFiles([join(folder, "phone.bmp"), join(folder, "phone notes.txt")]);
    await expect(uploads(page)).toContainText("1 added");
    await expect(files(page)).toContainText("Not a photo");
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await page.getByRole("link", { name: "ImaLink, to the timeline" }).tap();
    await expect(uploads(page)).toContainText("The upload is finished");
    await expect(thumbnails(page).first()).toBeVisible();
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  });
});

test.describe("in Norwegian and in the dark", () => {
  test.use({ locale: "nb-NO", colorScheme: "dark" });

  test("an upload is told in the reader's language and legibly", async ({ page }) => {
    const folder = folderWith({ "mørk.bmp": picture(), "tom.jpg": "" });
    await page.goto("/imports");
    await drop(page, [folder], async () => {
      await expect(page.getByText("Slipp for å laste opp")).toBeVisible();
      await expectAccessible(page);
    });
    const region = page.getByRole("region", { name: "Opplastinger" });
    await expect(region).toContainText("Opplastingen er ferdig");
    await expect(region).toContainText("Filen er tom");
    await expectAccessible(page);
  });
});
