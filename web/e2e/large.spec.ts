import type { Page } from "@playwright/test";
import { expect, expectAccessible, galleryReady, photoView, setting, test, thumbnails } from "./harness";

const url = setting("IMALINK_E2E_LARGE_URL");

test.use({ baseURL: url });

/** What the page asked the server for since it was opened. */
function requestsOf(page: Page) {
  const months: string[] = [];
  let previews = 0;
  let others = 0;
  page.on("request", (request) => {
    const path = new URL(request.url()).pathname;
    const month = path.match(/\/timeline\/(.+)$/)?.[1];
    if (month !== undefined) {
      months.push(month);
    } else if (path.endsWith("/hotpreview")) {
      previews++;
    } else if (path.startsWith("/api/")) {
      others++;
    }
  });
  return { months, previews: () => previews, others: () => others };
}

const gallery = (page: Page) => page.getByTestId("gallery");
const settled = async (page: Page) => {
  await galleryReady(page);
  await expect
    .poll(() =>
      thumbnails(page).evaluateAll((links) =>
        links.every((link) => (link.querySelector("img")?.naturalWidth ?? 0) > 0),
      ),
    )
    .toBe(true);
};

test("opening 100,000 photos fetches only the months and previews that are shown", async ({ page }) => {
  const asked = requestsOf(page);
  await page.goto("/");
  await settled(page);
  const timeline = (await (await page.request.get("/api/v1/timeline")).json()) as {
    total: number;
    months: { month: string; count: number }[];
  };
  expect(timeline.total).toBe(100_000);
  expect(new Set(asked.months).size).toBeLessThanOrEqual(Math.min(8, timeline.months.length));
  expect(asked.previews()).toBeLessThan(400);
  expect(asked.others()).toBeLessThan(8);
  const height = await gallery(page).evaluate((it) => it.scrollHeight);
  expect(height).toBeGreaterThan(100_000);
  expect(await thumbnails(page).count()).toBeLessThan(400);
  await expectAccessible(page);
});

test("racing through everything skips what flies by", async ({ page }) => {
  await page.goto("/");
  await settled(page);
  const asked = requestsOf(page);
  await gallery(page).evaluate(async (it) => {
    for (let step = 1; step <= 60; step++) {
      it.scrollTop = (it.scrollHeight * step) / 60;
      await new Promise(requestAnimationFrame);
    }
  });
  await settled(page);
  expect(new Set(asked.months).size).toBeLessThanOrEqual(12);
  expect(asked.previews()).toBeLessThan(800);
});

test("scrolling slowly brings every photo without a jump", async ({ page }) => {
  await page.goto("/");
  await settled(page);
  const jumps = await gallery(page).evaluate(async (it) => {
    const found: number[] = [];
    for (let step = 0; step < 120; step++) {
      const link = [...it.querySelectorAll<HTMLElement>("a[data-photo]")].find(
        (candidate) => candidate.getBoundingClientRect().top > 200,
      );
      const before = link?.getBoundingClientRect().top ?? 0;
      it.scrollTop += 60;
      await new Promise(requestAnimationFrame);
      await new Promise(requestAnimationFrame);
      if (link?.isConnected) {
        found.push(Math.abs(before - link.getBoundingClientRect().top - 60));
      }
    }
    return found;
  });
  expect(jumps.length).toBeGreaterThan(60);
  expect(Math.max(...jumps)).toBeLessThanOrEqual(1.5);
});

test("the strip of years leads anywhere by mouse and by keys", async ({ page }) => {
  await page.goto("/");
  await settled(page);
  const strip = page.getByRole("slider", { name: "Month" });
  const first = await strip.getAttribute("aria-valuetext");
  const box = await strip.boundingBox();
  if (!box) {
    throw new Error("the strip has no box");
  }
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  await expect(strip).not.toHaveAttribute("aria-valuetext", first ?? "");
  await settled(page);
  await strip.focus();
  await page.keyboard.press("End");
  const months = Number(await strip.getAttribute("aria-valuemax"));
  if (months > 0) {
    await expect
      .poll(async () => Number(await strip.getAttribute("aria-valuenow")))
      .toBeGreaterThan(months / 2);
  }
  await settled(page);
  await page.keyboard.press("Home");
  await expect(strip).toHaveAttribute("aria-valuetext", first ?? "");
  expect(await gallery(page).evaluate((it) => it.scrollTop)).toBe(0);
});

test("looking at a photo in the middle and coming back keeps the place", async ({ page }) => {
  await page.goto("/");
  await settled(page);
  await gallery(page).evaluate((it) => {
    it.scrollTop = it.scrollHeight / 3;
  });
  await settled(page);
  const inTheMiddle = () =>
    gallery(page).evaluate((it) => {
      const middle = it.getBoundingClientRect().top + it.clientHeight / 2;
      const links = [...it.querySelectorAll<HTMLElement>("a[data-photo]")];
      return links.find((link) => link.getBoundingClientRect().top > middle - 100)?.dataset.photo ?? null;
    });
  await expect.poll(inTheMiddle).not.toBeNull();
  const hothash = await inTheMiddle();
  const link = page.locator(`a[data-photo="${hothash}"]`);
  const before = (await link.boundingBox())?.y ?? Number.NaN;
  await link.click();
  await expect(photoView(page)).toBeVisible();
  await expect(photoView(page)).toContainText("of 100,000");
  await page.goBack();
  await expect(photoView(page)).toBeHidden();
  expect(Math.abs(((await link.boundingBox())?.y ?? Number.NaN) - before)).toBeLessThanOrEqual(2);
  expect(await page.evaluate(() => (document.activeElement as HTMLElement).dataset.photo)).toBe(hothash);
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("100,000 photos scroll as well", async ({ page }) => {
    const asked = requestsOf(page);
    await page.goto("/");
    await settled(page);
    expect(asked.previews()).toBeLessThan(250);
    await gallery(page).evaluate((it) => {
      it.scrollTop = it.scrollHeight / 2;
    });
    await settled(page);
    expect(asked.previews()).toBeLessThan(500);
  });
});
