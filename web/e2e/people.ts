import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type APIRequestContext, type Page, request as requests } from "@playwright/test";
import { expect, photoView, setting } from "./harness";

export const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
export const password = "tre måker på brygga";

/** A server of several people, and what its operator does at the terminal. */
export class PeoplesServer {
  readonly url: string;
  private readonly data: string;

  /** @param name as the settings have it: `IMALINK_E2E_<name>_URL` and `_DATA` */
  constructor(name: string) {
    this.url = setting(`IMALINK_E2E_${name}_URL`);
    this.data = setting(`IMALINK_E2E_${name}_DATA`);
  }

  /** A code that the server wrote into its data folder. */
  code(file: string): string {
    return readFileSync(join(this.data, file), "utf8").trim();
  }

  async asOperator<T>(action: (api: APIRequestContext) => Promise<T>): Promise<T> {
    const headers = { "Imalink-Operator": this.code("operator.token") };
    const api = await requests.newContext({ baseURL: this.url, extraHTTPHeaders: headers });
    try {
      return await action(api);
    } finally {
      await api.dispose();
    }
  }

  move(way: "advance" | "retreat", to: string): Promise<void> {
    return this.asOperator(async (api) => {
      const answer = await api.post(`/api/v1/multiuser/${way}`, { data: { to } });
      expect(answer.status(), await answer.text()).toBe(200);
    });
  }

  /** Imports a folder into the library of the single-user time, and waits until it is there. */
  importPhotos(folder: string): Promise<void> {
    return this.asOperator(async (api) => {
      const job = await (await api.post("/api/v1/operator/imports", { data: { paths: [folder] } })).json();
      await expect
        .poll(async () => (await (await api.get(`/api/v1/jobs/${job.id}`)).json()).state, { timeout: 45_000 })
        .toBe("done");
    });
  }

  /** Makes an account, whose e-mail is `name@example.org`. */
  add(name: string): Promise<void> {
    return this.asOperator(async (api) => {
      const data = { username: name, email: `${name}@example.org`, password };
      expect((await api.post("/api/v1/operator/users", { data })).status()).toBe(201);
    });
  }
}

export const main = (page: Page) => page.getByRole("main");
export const whoSees = (page: Page) => page.getByTestId("who-sees");
export const menu = (page: Page, name: string | RegExp) =>
  page.getByRole("button", {
    name: name instanceof RegExp ? name : `Signed in as ${name}: account and sign-out`,
  });

export async function signIn(page: Page, name: string, word = password): Promise<void> {
  await main(page).getByLabel("Username or e-mail").fill(name);
  await main(page).getByLabel("Password", { exact: true }).fill(word);
  await main(page).getByRole("button", { name: "Sign in" }).click();
}

export async function signOut(page: Page, name: string): Promise<void> {
  await menu(page, name).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page.getByRole("link", { name: "Sign in" })).toBeVisible();
}

export async function openDetails(page: Page): Promise<void> {
  const button = photoView(page).getByRole("button", { name: "Details", exact: true });
  if ((await button.getAttribute("aria-expanded")) === "false") {
    await button.click();
  }
  await expect(page.getByLabel("Title")).toBeVisible();
}
