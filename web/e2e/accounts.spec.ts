import { type Browser, type Page, request as requests } from "@playwright/test";
import { expect, expectAccessible, galleryReady, photoView, setting, test, thumbnails } from "./harness";
import { main, menu, openDetails, PeoplesServer, password, phone, signIn, signOut, whoSees } from "./people";

const server = new PeoplesServer("ACCOUNTS");
const { url } = server;
const photos = setting("IMALINK_E2E_PHOTOS");

test.use({ baseURL: url });
// One family's way: each test goes on where the one before it ended.
test.describe.configure({ mode: "serial" });

/** The person's sign-ins but the one that is made to look at them, ended from another place. */
async function endElsewhere(name: string): Promise<void> {
  const api = await requests.newContext({ baseURL: url });
  const answer = await api.post("/api/v1/auth/login", { data: { username: name, password } });
  const headers = { Authorization: `Bearer ${(await answer.json()).access_token}` };
  const { sessions } = await (await api.get("/api/v1/users/me/sessions", { headers })).json();
  for (const session of sessions.filter((it: { current: boolean }) => !it.current)) {
    expect((await api.delete(`/api/v1/users/me/sessions/${session.id}`, { headers })).status()).toBe(200);
  }
  await api.dispose();
}

test("before there are accounts, nothing asks to sign in, and every page says who sees the photos", async ({
  page,
}) => {
  await server.importPhotos(photos);
  await page.goto("/");
  await galleryReady(page);
  await expect(whoSees(page)).toHaveText(
    "Everyone who can reach this server can see and change these photos.",
  );
  await expect(page.getByRole("link", { name: "Sign in" })).toHaveCount(0);
  for (const path of [
    "/trash",
    "/imports",
    "/search?q=x",
    "/multiuser",
    "/sign-in",
    "/register",
    "/account",
  ]) {
    await page.goto(path);
    await expect(whoSees(page)).toContainText("Everyone who can reach this server");
    await expect(page.getByRole("link", { name: "Sign in" })).toHaveCount(0);
  }
  await expect(main(page)).toContainText("This server has no accounts");
  await expectAccessible(page);
});

test("who is looking is told when the server gets accounts, and loses nothing of what they type", async ({
  page,
}) => {
  await page.goto("/");
  await galleryReady(page);
  await thumbnails(page).first().click();
  await openDetails(page);
  await page.getByLabel("Title").fill("A draft of before");
  await server.move("advance", "foundation");
  await expect(page.getByText("This server has accounts now.")).toBeVisible();
  await expect(page.getByLabel("Title")).toHaveValue("A draft of before");
  await expect(photoView(page)).toContainText("signed in or not");
  await page.getByRole("button", { name: "Discard" }).click();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("link", { name: "Sign in" })).toBeVisible();
  await server.move("advance", "dual");
  await expect(page.getByText("Signing in counts now.")).toBeVisible();
});

test("the first administrator comes by the one-time code, and the library is theirs", async ({ page }) => {
  await page.goto("/");
  await whoSees(page).getByRole("link").click();
  await expect(page.getByRole("heading", { name: "Who sees the photos" })).toBeVisible();
  await expect(page.locator("article[aria-current=step]")).toContainText("Accounts, one shared library");
  await expectAccessible(page);
  await main(page).getByRole("textbox").fill("not the code");
  await main(page).getByRole("button", { name: "Go on" }).click();
  await expect(main(page).getByRole("alert")).toContainText("This code does not work");
  await main(page).getByRole("textbox").fill(server.code("setup.code"));
  await main(page).getByRole("button", { name: "Go on" }).click();
  await expect(page.getByRole("heading", { name: "Make this library yours" })).toBeVisible();
  await main(page).getByLabel("Username").fill("kari");
  await main(page).getByLabel("Name that others see (optional)").fill("Kari");
  await main(page).getByLabel("E-mail").fill("kari@example.org");
  await main(page).getByLabel("Password", { exact: true }).fill("password");
  await main(page).getByRole("button", { name: "Make it mine" }).click();
  await expect(main(page).getByRole("alert")).toContainText("easily guessed");
  await expectAccessible(page);
  await main(page).getByLabel("Password", { exact: true }).fill(password);
  await main(page).getByRole("button", { name: "Make it mine" }).click();
  await expect(menu(page, "Kari")).toBeVisible();
  await expect(whoSees(page)).toContainText("You are signed in, but everyone who can reach this server");
  await expect(page.getByRole("heading", { name: "Make this library yours" })).toHaveCount(0);
});

test("a sign-in goes back to where one was, and never to another server", async ({ page }) => {
  for (const evil of ["//evil.example", "https://evil.example", "/\\evil.example", "/%2f%2fevil.example"]) {
    await page.goto(`/sign-in?to=${encodeURIComponent(evil)}`);
    await signIn(page, "kari");
    await galleryReady(page);
    expect(new URL(page.url()).href).toBe(`${url}/`);
    await signOut(page, "Kari");
  }
  await page.goto("/search?rating=1");
  await page.getByRole("link", { name: "Sign in" }).click();
  await signIn(page, "KARI@example.org");
  await expect(page).toHaveURL(`${url}/search?rating=1`);
  await expect(menu(page, "Kari")).toBeVisible();
});

test("who is not signed in gets pages without a failed request, and who was finds the way back", async ({
  page,
  context,
}) => {
  const troubles: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") {
      troubles.push(message.text());
    }
  });
  page.on("response", (response) => {
    if (response.status() >= 400) {
      troubles.push(`${response.status()} ${response.url()}`);
    }
  });
  page.on("request", (request) => {
    if (request.url().endsWith("/auth/refresh")) {
      troubles.push("asked for a sign-in to be renewed");
    }
  });
  const visit = async () => {
    for (const path of ["/", "/trash", "/imports", "/search?q=img", "/multiuser", "/account", "/sign-in"]) {
      await page.goto(path);
      await expect(page.getByRole("link", { name: "Sign in" }).first()).toBeVisible();
    }
  };
  await visit();
  expect(troubles).toEqual([]);

  await page.goto("/sign-in");
  await signIn(page, "kari");
  await galleryReady(page);
  await page.reload();
  await expect(menu(page, "Kari")).toBeVisible();
  // As after a browser has thrown it out, or when it comes from before there was one.
  await context.clearCookies({ name: "imalink_signed_in" });
  await page.reload();
  await expect(menu(page, "Kari")).toBeVisible();
  await signOut(page, "Kari");
  troubles.length = 0;
  await visit();
  expect(troubles).toEqual([]);

  await page.goto("/sign-in");
  await signIn(page, "kari");
  await galleryReady(page);
  await endElsewhere("kari");
  await page.goto("/imports");
  await expect(page.getByRole("link", { name: "Sign in" })).toBeVisible();
  troubles.length = 0;
  await visit();
  expect(troubles).toEqual([]);
});

test("a wrong password is told, and what was typed stays", async ({ page }) => {
  await page.goto("/sign-in");
  await signIn(page, "kari", "wrong by a letter");
  await expect(main(page).getByRole("alert")).toContainText("The name or the password is wrong.");
  await expect(main(page).getByLabel("Username or e-mail")).toHaveValue("kari");
  await expectAccessible(page);
});

let invitation: string;

test("an administrator invites somebody by a link that is shown once", async ({ page }) => {
  await page.goto("/sign-in?to=/people");
  await signIn(page, "kari");
  await expect(page.locator('[data-person="kari"]')).toContainText("Administrator");
  await main(page).getByLabel("E-mail (optional)").fill("ola@example.org");
  await main(page).getByRole("button", { name: "Make an invitation" }).click();
  const once = page.getByTestId("code-once");
  await expect(once).toContainText("shown this once");
  invitation = (await once.locator("code").first().innerText()).trim();
  expect(invitation).toMatch(/\/register#code=./);
  await expectAccessible(page);
  await once.getByRole("button", { name: "I have passed it on" }).click();
  await expect(page.getByText(invitation)).toHaveCount(0);
  await main(page).getByLabel("E-mail (optional)").fill("never@example.org");
  await main(page).getByRole("button", { name: "Make an invitation" }).click();
  await main(page).getByRole("button", { name: "Withdraw: never@example.org" }).click();
  await expect(main(page).getByText("The invitation works no more.")).toBeVisible();
  await expect(main(page).getByRole("button", { name: "Withdraw: never@example.org" })).toHaveCount(0);
});

test.describe("on a phone", () => {
  test.use(phone);

  test("who is invited makes an account, edits a photo, and loses nothing when the sign-in ends", async ({
    page,
    complaints: _,
  }) => {
    const addresses: string[] = [];
    page.on("request", (request) => addresses.push(request.url()));
    await page.goto(invitation);
    await expect(page).toHaveURL(`${url}/register`);
    await expect(main(page).getByLabel("Invitation code")).not.toHaveValue("");
    await expectAccessible(page);
    await main(page).getByLabel("Username").fill("ola");
    await main(page).getByLabel("E-mail").fill("ola@example.org");
    await main(page).getByLabel("Password", { exact: true }).fill(password);
    await main(page).getByRole("button", { name: "Make an account" }).click();
    await expect(menu(page, "ola")).toBeVisible();
    const secret = decodeURIComponent(invitation.split("#code=")[1] ?? "");
    expect(addresses.filter((it) => it.includes(secret))).toEqual([]);

    await galleryReady(page);
    await thumbnails(page).first().tap();
    await openDetails(page);
    await page.getByLabel("Title").fill("By Ola");
    await page.getByRole("button", { name: "Save" }).tap();

    await page.getByLabel("Description").fill("A long story about the cabin.");
    await endElsewhere("ola");
    await page.getByRole("button", { name: "Save" }).tap();
    const dialog = page.getByRole("dialog", { name: "Your sign-in has ended" });
    await expect(dialog).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await expect(dialog).toBeVisible();
    await dialog.getByLabel("Password", { exact: true }).fill("not this one");
    await dialog.getByRole("button", { name: "Sign in" }).tap();
    await expect(dialog.getByRole("alert")).toContainText("Check the password");
    await dialog.getByLabel("Password", { exact: true }).fill(password);
    await dialog.getByRole("button", { name: "Sign in" }).tap();
    await expect(dialog).toBeHidden();
    await expect(page.getByLabel("Description")).toHaveValue("A long story about the cabin.");
    await page.getByRole("button", { name: "Save" }).tap();
    await expect(page.getByText("Not saved yet")).toBeHidden();
    await page.reload();
    await openDetails(page);
    await expect(page.getByLabel("Description")).toHaveValue("A long story about the cabin.");
    await expect(page.getByLabel("Title")).toHaveValue("By Ola");
  });

  test("one goes on without signing in where that is allowed, after the sign-in has ended", async ({
    page,
  }) => {
    await page.goto("/sign-in");
    await signIn(page, "ola");
    await galleryReady(page);
    await thumbnails(page).nth(1).tap();
    await openDetails(page);
    await page.getByLabel("Title").fill("By nobody");
    await endElsewhere("ola");
    await page.getByRole("button", { name: "Save" }).tap();
    await page.getByRole("button", { name: "Go on without signing in" }).tap();
    await page.getByRole("button", { name: "Save" }).tap();
    await expect(page.getByText("Not saved yet")).toBeHidden();
  });
});

test("a page that is loaded anew is still signed in, and no script of it could find a token", async ({
  page,
}) => {
  await page.goto("/sign-in");
  await signIn(page, "ola");
  await expect(menu(page, "ola")).toBeVisible();
  await page.reload();
  await expect(menu(page, "ola")).toBeVisible();
  const found = await page.evaluate(() =>
    JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage), document.cookie]),
  );
  expect(found).not.toMatch(/eyJ|imalink_refresh|imalink_image|token/);
});

test("signing out in one tab signs out the others", async ({ page, context }) => {
  await page.goto("/sign-in");
  await signIn(page, "ola");
  await expect(menu(page, "ola")).toBeVisible();
  const other = await context.newPage();
  await other.goto("/account");
  await expect(other.getByRole("heading", { name: "Your account" })).toBeVisible();
  await expect(menu(other, "ola")).toBeVisible();
  await signOut(page, "ola");
  await expect(other.getByText("You signed out in another tab.")).toBeVisible();
  await expect(other.getByRole("link", { name: "Sign in" }).first()).toBeVisible();
});

test("one changes one's name and password, and ends a sign-in", async ({ page, browser }) => {
  const elsewhere = await signedInElsewhere(browser, "ola");
  await page.goto("/sign-in?to=/account");
  await signIn(page, "ola");
  await main(page).getByLabel("Name that others see (optional)").fill("Ola Nordmann");
  await main(page).getByRole("button", { name: "Save" }).click();
  await expect(menu(page, "Ola Nordmann")).toBeVisible();
  await expectAccessible(page);
  const others = page.locator("[data-sign-in]").getByRole("button", { name: /^End: / });
  const before = await others.count();
  expect(before).toBeGreaterThan(0);
  await others.first().click();
  await expect(others).toHaveCount(before - 1);
  await main(page).getByLabel("Present password").fill("wrong by a letter");
  await main(page).getByLabel("New password").fill(`${password}!`);
  await main(page).getByRole("button", { name: "Change the password" }).click();
  await expect(main(page).getByRole("alert")).toContainText("The password is wrong.");
  await main(page).getByLabel("Present password").fill(password);
  await main(page).getByRole("button", { name: "Change the password" }).click();
  await expect(main(page).getByText("The password is the new one.")).toBeVisible();
  await expect(others).toHaveCount(0);
  await elsewhere.page.reload();
  await expect(elsewhere.page.getByRole("link", { name: "Sign in" })).toBeVisible();
  await elsewhere.page.context().close();
  await main(page).getByLabel("Present password").fill(`${password}!`);
  await main(page).getByLabel("New password").fill(password);
  await main(page).getByRole("button", { name: "Change the password" }).click();
  await expect(main(page).getByText("The password is the new one.")).toBeVisible();
});

async function signedInElsewhere(browser: Browser, name: string): Promise<{ page: Page }> {
  const context = await browser.newContext({ baseURL: url });
  const page = await context.newPage();
  await page.goto("/sign-in");
  await signIn(page, name);
  await expect(menu(page, /^Signed in as/)).toBeVisible();
  return { page };
}

test("an administrator disables somebody at once, and lets them choose a new password", async ({
  page,
  browser,
}) => {
  const ola = await signedInElsewhere(browser, "ola");
  await page.goto("/sign-in?to=/people");
  await signIn(page, "kari");
  const entry = page.locator('[data-person="ola"]');
  await entry.getByRole("button", { name: /^Disable/ }).click();
  await expect(page.getByRole("dialog")).toContainText("Disable Ola Nordmann?");
  await expectAccessible(page);
  await page.getByRole("dialog").getByRole("button", { name: "Disable" }).click();
  await expect(entry).toContainText("Disabled");
  await ola.page.goto("/account");
  await expect(ola.page.getByText("Sign in to see this page.")).toBeVisible();
  await entry.getByRole("button", { name: /^Enable/ }).click();
  await expect(entry).not.toContainText("Disabled");
  await entry.getByRole("button", { name: /^New password/ }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Make a code" }).click();
  const link = (await page.getByTestId("code-once").locator("code").first().innerText()).trim();
  await ola.page.goto(link);
  await expect(ola.page).toHaveURL(`${url}/reset`);
  await main(ola.page).getByLabel("New password").fill(password);
  await expectAccessible(ola.page);
  await main(ola.page).getByRole("button", { name: "Choose a new password" }).click();
  await expect(main(ola.page).getByText("The password is the new one.")).toBeVisible();
  await main(ola.page).getByRole("link", { name: "Sign in" }).click();
  await signIn(ola.page, "ola");
  await expect(menu(ola.page, "Ola Nordmann")).toBeVisible();
  await ola.page.context().close();
  const own = page.locator('[data-person="kari"]');
  await own.getByRole("button", { name: /^No longer administrator/ }).click();
  await page.getByRole("dialog").getByRole("button", { name: "No longer administrator" }).click();
  await expect(own.getByRole("alert")).toContainText("Somebody has to look after the server.");
});

test("who shares the library sees who added what, and who is not signed in does not", async ({
  page,
  browser,
}) => {
  const { page: ola } = await signedInElsewhere(browser, "ola");
  const visitor = await (await browser.newContext({ baseURL: url, locale: "nb-NO" })).newPage();
  await ola.goto("/");
  await galleryReady(ola);
  const thumbnail = await thumbnails(ola).nth(2).locator("img").getAttribute("src");
  const picture = await (await ola.request.get(thumbnail as string)).body();
  await ola.goto("/imports");
  const choosing = ola.waitForEvent("filechooser");
  await main(ola).getByRole("button", { name: "Upload photos" }).click();
  await (await choosing).setFiles({ name: "lent.jpg", mimeType: "image/jpeg", buffer: picture });
  const entry = main(ola).getByRole("article").filter({ hasText: "From you" });
  await expect(entry).toContainText("Done");
  await expectAccessible(ola);
  const { data: all } = await (await ola.request.get("/api/v1/photos/?limit=1000")).json();
  const [newest] = all.toSorted((one: { created_at: string }, other: { created_at: string }) =>
    other.created_at.localeCompare(one.created_at),
  );
  const photo = `/photo/${newest.hothash}`;

  await page.goto("/sign-in?to=/imports");
  await signIn(page, "kari");
  await expect(main(page).getByText("From Ola Nordmann")).toHaveCount(1);
  await expect(main(page).getByRole("article")).not.toHaveCount(1);
  await main(page)
    .getByRole("link", { name: /^File by file/ })
    .first()
    .click();
  await expect(main(page).getByText("From Ola Nordmann")).toBeVisible();
  await page.goto(photo);
  await openDetails(page);
  const addedBy = (it: Page, words: string) => photoView(it).locator("dt", { hasText: words });
  await expect(addedBy(page, "Added by").locator("+ dd")).toHaveText("Ola Nordmann");
  await expectAccessible(page);
  await page.screenshot({ path: test.info().outputPath("added by.png") });

  await visitor.goto(photo);
  await expect(addedBy(visitor, "Importert")).toBeVisible();
  await expect(addedBy(visitor, "Lagt til av")).toHaveCount(0);
  await visitor.goto("/imports");
  await expect(main(visitor).getByRole("article").first()).toBeVisible();
  await expect(main(visitor)).not.toContainText("Ola Nordmann");
  await visitor.goto("/sign-in");
  await main(visitor).getByLabel("Brukernavn eller e-post").fill("kari");
  await main(visitor).getByLabel("Passord", { exact: true }).fill(password);
  await main(visitor).getByRole("button", { name: "Logg inn" }).click();
  await galleryReady(visitor);
  await server.asOperator(async (api) => {
    const { users } = await (await api.get("/api/v1/users")).json();
    const { id } = users.find((it: { username: string }) => it.username === "ola");
    const disable = (is_active: boolean) => api.patch(`/api/v1/users/${id}`, { data: { is_active } });
    expect((await disable(false)).status()).toBe(200);
    await visitor.goto(photo);
    await expect(addedBy(visitor, "Lagt til av").locator("+ dd")).toHaveText("noen som ikke er med lenger");
    expect((await disable(true)).status()).toBe(200);
  });
  await Promise.all([ola, visitor].map((it) => it.context().close()));
});

test("script in any text is shown as text", async ({ page, request }) => {
  const script = "<img src=x onerror=window.ran=1><script>window.ran=1</script>";
  const login = await request.post("/api/v1/auth/login", {
    data: { username: "kari", password },
    headers: { "User-Agent": `Mozilla/5.0 ${script} Firefox/${script}` },
  });
  const headers = { Authorization: `Bearer ${(await login.json()).access_token}` };
  await request.put("/api/v1/users/me", { data: { display_name: script }, headers });
  const mail = "<script>window.ran=1</script>@example.org";
  const invited = await request.post("/api/v1/users", { data: { email: mail }, headers });
  const { months } = await (await request.get("/api/v1/timeline")).json();
  const month = await (await request.get(`/api/v1/timeline/${months[0].month}`)).json();
  const hothash = month.hothash[0];
  const titled = await request.patch(`/api/v1/photos/${hothash}/details`, {
    data: { title: script, description: script },
    headers,
  });
  expect(titled.status()).toBe(200);
  const author = await request.post("/api/v1/authors/", { data: { name: script }, headers });
  const change = { data: { author_id: (await author.json()).id }, headers };
  expect((await request.put(`/api/v1/photos/${hothash}`, change)).status()).toBe(200);
  const tagged = await request.put(`/api/v1/photos/${hothash}`, { data: { tags: ["<b>"] }, headers });
  expect(tagged.status()).toBe(400);
  await request.post("/api/v1/auth/logout", { headers });

  await page.goto("/sign-in?to=/people");
  await signIn(page, "kari");
  await expect(page.locator('[data-person="kari"]')).toContainText(script);
  if (invited.status() === 201) {
    await expect(main(page).getByText(mail)).toBeVisible();
  }
  await menu(page, /^Signed in as/).click();
  await expect(page.getByRole("menu")).toContainText(script);
  await page.getByRole("menuitem", { name: "Your account" }).click();
  await expect(page.locator("[data-sign-in]").first()).toBeVisible();
  await page.goto(`/photo/${hothash}`);
  await openDetails(page);
  await expect(photoView(page).getByRole("heading", { level: 1 })).toHaveText(script);
  await expect(photoView(page).getByLabel("Description")).toHaveValue(script);
  await expect(photoView(page).getByRole("combobox", { name: "Author" })).toHaveValue(script);
  await page.goto("/search?q=img");
  await main(page).getByRole("button", { name: "Author" }).click();
  await expect(page.getByText(script, { exact: true }).filter({ visible: true })).toBeVisible();
  expect(await page.evaluate(() => (window as unknown as { ran?: number }).ran)).toBeUndefined();
  await page.goto("/account");
  await main(page).getByLabel("Name that others see (optional)").fill("Kari");
  await main(page).getByRole("button", { name: "Save" }).click();
  await expect(menu(page, "Kari")).toBeVisible();
});

test("going back says who will see what, and everybody who looks is told", async ({ page, browser }) => {
  const anybody = await (await browser.newContext({ baseURL: url })).newPage();
  await anybody.goto("/");
  await galleryReady(anybody);
  await page.goto("/sign-in?to=/multiuser");
  await signIn(page, "kari");
  await main(page).getByRole("button", { name: "Back to no accounts" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("Everyone who can reach the server sees and changes all photos");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Back to no accounts" }).click();
  for (const it of [page, anybody]) {
    await expect(it.getByText("This server has no accounts now.")).toBeVisible();
    await expect(it.getByRole("link", { name: "Sign in" })).toHaveCount(0);
    await expect(menu(it, /^Signed in as/)).toHaveCount(0);
  }
  await server.move("advance", "dual");
  await expect(menu(page, "Kari")).toBeVisible();
  await expect(anybody.getByRole("link", { name: "Sign in" })).toBeVisible();
  await anybody.context().close();
});

test("one gives the account up, and is signed out everywhere", async ({ page }) => {
  await page.goto("/sign-in?to=/account");
  await signIn(page, "ola");
  await main(page).getByRole("button", { name: "Give the account up" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Password", { exact: true }).fill(password);
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Give the account up" }).click();
  await expect(page.getByText("Sign in to see this page.")).toBeVisible();
  await page.goto("/sign-in");
  await signIn(page, "ola");
  await expect(main(page).getByRole("alert")).toContainText("The name or the password is wrong.");
});

test.describe("in Norwegian, in the dark", () => {
  test.use({ ...phone, locale: "nb-NO", colorScheme: "dark" });

  test("every page about accounts is as good", async ({ page }) => {
    await page.goto("/sign-in?to=/people");
    await expect(page.getByRole("heading", { name: "Logg inn" })).toBeVisible();
    await expectAccessible(page);
    await main(page).getByLabel("Brukernavn eller e-post").fill("kari");
    await main(page).getByLabel("Passord", { exact: true }).fill(password);
    await main(page).getByRole("button", { name: "Logg inn" }).tap();
    await expect(page.locator('[data-person="kari"]')).toBeVisible();
    await expectAccessible(page);
    for (const [path, heading] of [
      ["/account", "Kontoen din"],
      ["/multiuser", "Hvem ser bildene"],
      ["/reset", "Velg et nytt passord"],
    ] as const) {
      await page.goto(path);
      await expect(page.getByRole("heading", { name: heading })).toBeVisible();
      await expect(whoSees(page)).toContainText("alle som når denne tjeneren");
      await expectAccessible(page);
    }
  });
});
