import { randomUUID } from "node:crypto";
import type { APIRequestContext, Page } from "@playwright/test";
import { expect, expectAccessible, galleryReady, photoView, setting, test, thumbnails } from "./harness";

const url = setting("IMALINK_E2E_URL");

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

test.use({ baseURL: url });

// Every test leaves as many photos as it found: what it deletes for good, it has added itself.
let before: number;
test.beforeEach(async ({ request }) => {
  before = await photosIn(request);
});
test.afterEach(async ({ request }, { status }) => {
  if (status !== "passed") {
    const left = (await (await request.get("/api/v1/trash")).json()).hothash;
    await request.post("/api/v1/trash/restore", { data: { hothashes: left } });
    return;
  }
  expect(await photosIn(request)).toBe(before);
  expect((await (await request.get("/api/v1/trash")).json()).total).toBe(0);
});

async function photosIn(request: APIRequestContext): Promise<number> {
  return (await (await request.get("/api/v1/timeline")).json()).total;
}

/** Adds a photo of its own and throws it away; answers its hothash. */
async function trashNewPhoto(request: APIRequestContext): Promise<string> {
  const added = await request.post("/api/v1/image-files/", {
    data: { filename: "rubbish.jpg", hotpreview: Buffer.from(`rubbish ${randomUUID()}`).toString("base64") },
  });
  expect(added.status()).toBe(201);
  const hothash = (await added.json()).photo_hothash;
  await request.post("/api/v1/trash", { data: { hothashes: [hothash] } });
  return hothash;
}

async function openFirst(page: Page): Promise<string> {
  await page.goto("/");
  await galleryReady(page);
  const thumbnail = thumbnails(page).first();
  const hothash = (await thumbnail.getAttribute("data-photo")) ?? "";
  await thumbnail.click();
  await expect(photoView(page).getByRole("heading", { level: 1 })).not.toHaveText(" ");
  await expect(photoView(page).getByRole("button", { name: "Next photo" })).toBeEnabled();
  return hothash;
}

const inTrash = (page: Page, hothash: string) => page.locator(`[data-trashed="${hothash}"]`);

test("Delete throws a photo away and shows the next one, and Undo has it back", async ({ page }) => {
  const hothash = await openFirst(page);
  await page.keyboard.press("Delete");
  await expect(page.getByText("The photo is in the trash.")).toBeVisible();
  await expect(page).not.toHaveURL(new RegExp(hothash));
  await expect(photoView(page).getByText(`1 of ${before - 1}`, { exact: true })).toBeAttached();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("The photo is back.")).toBeVisible();
  await expect(photoView(page).getByText(`2 of ${before}`, { exact: true })).toBeAttached();
});

test("the trash has what was thrown away, and gives it back", async ({ page }) => {
  const hothash = await openFirst(page);
  await photoView(page).getByRole("button", { name: "Move to the trash" }).click();
  await expect(page.getByText("The photo is in the trash.")).toBeVisible();
  await photoView(page).getByRole("button", { name: "Back to the photos" }).click();
  await expect(page.locator(`a[data-photo="${hothash}"]`)).toHaveCount(0);
  await page.getByRole("button", { name: "Trash, language and appearance" }).click();
  await page.getByRole("menuitem", { name: "Trash" }).click();
  await expect(page.getByRole("heading", { name: "Trash" })).toBeVisible();
  await expect(inTrash(page, hothash).getByText("30 days left")).toBeVisible();
  await expect
    .poll(() =>
      inTrash(page, hothash)
        .locator("img")
        .evaluate((img: HTMLImageElement) => img.naturalWidth),
    )
    .toBeGreaterThan(0);
  await expectAccessible(page);
  await inTrash(page, hothash)
    .getByRole("button", { name: /^Restore: / })
    .click();
  await expect(page.getByText("The trash is empty.")).toBeVisible();
  await page.getByRole("link", { name: "ImaLink, to the timeline" }).click();
  await expect(page.locator(`a[data-photo="${hothash}"]`)).toBeVisible();
});

test("what is deleted for good is asked for first, one photo or all", async ({ page, request }) => {
  const one = await trashNewPhoto(request);
  await trashNewPhoto(request);
  await trashNewPhoto(request);
  await page.goto("/trash");
  await inTrash(page, one)
    .getByRole("button", { name: /^Delete for good: / })
    .click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("heading", { name: "Delete this photo for good?" })).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(inTrash(page, one)).toBeVisible();
  await inTrash(page, one)
    .getByRole("button", { name: /^Delete for good: / })
    .click();
  await dialog.getByRole("button", { name: "Delete for good" }).click();
  await expect(inTrash(page, one)).toHaveCount(0);
  await expect(page.locator("[data-trashed]")).toHaveCount(2);
  await page.getByRole("button", { name: "Empty the trash" }).click();
  await expect(dialog.getByRole("heading", { name: "Delete 2 photos for good?" })).toBeVisible();
  await dialog.getByRole("button", { name: "Empty the trash" }).click();
  await expect(page.getByText("The trash is empty.")).toBeVisible();
});

test.describe("on a phone", () => {
  test.use({ ...phone, locale: "nb-NO" });

  test("a photo is thrown away and had back in Norwegian", async ({ page }) => {
    await page.goto("/");
    await galleryReady(page);
    const hothash = (await thumbnails(page).first().getAttribute("data-photo")) ?? "";
    await thumbnails(page).first().tap();
    await photoView(page).getByRole("button", { name: "Flytt til papirkurven" }).tap();
    await expect(page.getByText("Bildet ligger i papirkurven.")).toBeVisible();
    await page.goto("/trash");
    await expect(inTrash(page, hothash).getByText("30 dager igjen")).toBeVisible();
    await expectAccessible(page);
    await inTrash(page, hothash)
      .getByRole("button", { name: /^Hent tilbake: / })
      .tap();
    await expect(page.getByText("Papirkurven er tom.")).toBeVisible();
  });
});
