import { defineConfig } from "@playwright/test";

/**
 * The tests run against a real server, which whoever starts them provides:
 *
 * - `IMALINK_E2E_URL`: a server with an empty library
 * - `IMALINK_E2E_PHOTOS`: a folder with generated photos, and nothing else, that the tests import into it
 * - `IMALINK_E2E_CODE`: that server's operator's code
 * - `IMALINK_E2E_ACCOUNTS_URL`: another server with an empty library, which the tests bring to accounts and back
 * - `IMALINK_E2E_ACCOUNTS_DATA`: that server's data folder, where its codes are
 * - `IMALINK_E2E_PHASES_URL`, `IMALINK_E2E_PHASES_DATA`: another one, which the tests bring all the way to people with
 *   libraries of their own and back
 * - `IMALINK_E2E_LARGE_URL`: a server with 100,000 demo photos
 * - `IMALINK_E2E_BROWSER`: the browser to use; Debian's Chromium when absent
 */
/** What Chromium is to leave out: what Playwright names, whose list another one replaces, and what costs time only. */
const features = [
  "AvoidUnnecessaryBeforeUnloadCheckSync",
  "DestroyProfileOnBrowserClose",
  "HttpsUpgrades",
  "HttpsFirstBalancedModeAutoEnable",
  "LensOverlay",
  "MediaRouter",
  "PaintHolding",
  "ThirdPartyStoragePartitioning",
  "AvoidCorsURLLoaderRestartOnRedirect",
  "OptimizationHints",
  "NetworkTimeServiceQuerying",
  "AimEnabled",
  "PreconnectToSearch",
  "Translate",
  "SpareRendererForSitePerProcess",
];

export default defineConfig({
  testDir: "e2e",
  // The tests of the first server build on each other, from an empty library on.
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  retries: 0,
  // Long, because the tests of the server run at the same time: only what never comes is to fail.
  timeout: 120_000,
  expect: { timeout: 30_000 },
  reporter: [["list"], ["html", { open: "never" }]],
  use: {
    locale: "en-GB",
    timezoneId: "Europe/Oslo",
    colorScheme: "light",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: process.env.IMALINK_E2E_BROWSER ?? "/usr/bin/chromium",
      args: [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        `--disable-features=${features.join(",")}`,
        "--disable-component-update",
        "--disable-sync",
        "--disable-quic",
        "--no-first-run",
      ],
    },
  },
  projects: [
    { name: "from an empty library", testMatch: "library.spec.ts" },
    { name: "trash", testMatch: "trash.spec.ts" },
    // After the library's, which counts its photos; these add some, each made for its test.
    { name: "uploads", testMatch: "uploads.spec.ts" },
    { name: "accounts", testMatch: "accounts.spec.ts" },
    { name: "phases", testMatch: "phases.spec.ts" },
    { name: "documentation", testMatch: "docs.spec.ts" },
    { name: "100,000 photos", testMatch: "large.spec.ts" },
  ],
});
