import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test as base, expect, type Page } from "@playwright/test";

/** Reads a setting that the tests cannot do without. */
export function setting(name: string): string {
  const value = process.env[name];
  if (!value) {
    throw new Error(`${name} is not set; playwright.config.ts says what the tests need`);
  }
  return value;
}

/** What a page may complain of: a preview that is not there yet is an answer like any other. */
const EXPECTED =
  /status of (400|401|403|404|409|422|503)|ERR_CONNECTION_REFUSED|ERR_FAILED|ERR_INTERNET_DISCONNECTED/;

/** Collects what a page throws, breaks of the content security policy, and asks another server for. */
export function complaintsOf(page: Page, baseURL: string | undefined): string[] {
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(`thrown: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error" && !EXPECTED.test(message.text())) {
      complaints.push(`console: ${message.text()}`);
    }
  });
  page.on("request", (request) => {
    const url = request.url();
    if (baseURL && url.startsWith("http") && !url.startsWith(baseURL)) {
      complaints.push(`asked elsewhere: ${url}`);
    }
  });
  return complaints;
}

/** Every test fails when its page complains of something. */
export const test = base.extend<{ complaints: string[] }>({
  complaints: [
    async ({ page, baseURL }, use) => {
      const complaints = complaintsOf(page, baseURL);
      await use(complaints);
      expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

interface AxeFinding {
  id: string;
  help: string;
  nodes: { target: string[]; failureSummary?: string }[];
}

/** Looks for everything that axe knows to shut people out, by WCAG 2.2 AA and good practice. */
export async function expectAccessible(page: Page): Promise<void> {
  // Evaluated through the debugger, so that the page's content security policy stays as it is.
  await page.evaluate(axeSource);
  const findings = await page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run(context: Document, options: object): Promise<{ violations: AxeFinding[] }> };
    };
    const result = await axe.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    });
    return result.violations.map((it) => ({
      rule: `${it.id}: ${it.help}`,
      where: it.nodes.map((node) => `${node.target.join(" ")} ${node.failureSummary ?? ""}`),
    }));
  });
  expect(findings).toEqual([]);
}

export const thumbnails = (page: Page) => page.locator("a[data-photo]");
/** Waits until every month in view is loaded, so that photos can be told by their number. */
export async function galleryReady(page: Page): Promise<void> {
  await expect(thumbnails(page).first()).toBeVisible();
  await expect(page.locator(".gallery-placeholder")).toHaveCount(0);
}

export const photoView = (page: Page) => page.getByTestId("photo-view");

/** The scale at which the picture of the photo view is shown. */
export async function scaleOf(page: Page): Promise<number> {
  return Number(await page.getByTestId("stage").getAttribute("data-scale"));
}
