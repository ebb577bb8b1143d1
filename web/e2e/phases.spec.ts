import type { Page, Response } from "@playwright/test";
import {
  complaintsOf,
  expect,
  expectAccessible,
  galleryReady,
  photoView,
  setting,
  test,
  thumbnails,
} from "./harness";
import { main, menu, openDetails, PeoplesServer, password, phone, signIn, whoSees } from "./people";

const server = new PeoplesServer("PHASES");
const { url } = server;
const photos = setting("IMALINK_E2E_PHOTOS");

/** Kari has the library of the single-user time and looks after the server; Ola is a member; and somebody only visits. */
let kari: Page;
let ola: Page;
let visitor: Page;
let complaints: string[][];

const EVERYONE = /everyone who can reach this server can see and change these photos/i;
const ALONE = "Only you can see these photos.";

test.use({ baseURL: url });
// The whole way forward and back: each test goes on where the one before it ended.
test.describe.configure({ mode: "serial" });

test.beforeAll(async ({ browser }) => {
  const open = async (how = {}) =>
    (await browser.newContext({ baseURL: url, locale: "en-GB", ...how })).newPage();
  [kari, ola, visitor] = await Promise.all([open(), open(phone), open()]);
  complaints = [kari, ola, visitor].map((page) => complaintsOf(page, url));
  await Promise.all([kari, ola, visitor].map((page) => page.goto("/")));
  await server.importPhotos(photos);
});

test.afterEach(async () => {
  expect(complaints.flat()).toEqual([]);
  // Nothing of a library before is left beside the present one.
  for (const page of [kari, ola, visitor]) {
    await expect(page.locator("header")).toHaveCount(1);
    await expect(page.getByTestId("who-sees")).toHaveCount(1);
  }
});

test.afterAll(async () => {
  await Promise.all([kari, ola, visitor].map((page) => page.context().close()));
});

/** Takes a step on the page of phases, and answers what was asked before. */
async function step(name: string): Promise<string> {
  await main(kari).getByRole("button", { name, exact: true }).first().click();
  const dialog = kari.getByRole("dialog");
  const asked = await dialog.innerText();
  await expectAccessible(kari);
  await dialog.getByRole("button", { name, exact: true }).click();
  await expect(dialog).toBeHidden();
  return asked;
}

const outcome = () => kari.getByTestId("outcome");
const findings = () => main(kari).locator("[data-finding]");
const present = () => main(kari).locator("article[aria-current=step]");

async function keepPicture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: test.info().outputPath(`${name}.png`) });
}

test("all phases are told with who will see what, before there is any account", async () => {
  await kari.goto("/multiuser");
  await expect(main(kari).getByRole("article")).toHaveCount(5);
  await expect(present()).toContainText("One library, no accounts");
  await main(kari).getByRole("textbox").fill(server.code("setup.code"));
  await main(kari).getByRole("button", { name: "Go on" }).click();
  await expect(main(kari)).toContainText("when nothing stands in the way and the rehearsal has passed");
  await main(kari).getByRole("button", { name: "Look now" }).click();
  await expect(findings()).toHaveCount(2);
  await expect(findings().first()).toContainText("Nobody looks after the accounts yet.");
  await expectAccessible(kari);
  await keepPicture(kari, "findings");
  await step("Prepare accounts");
  await expect(outcome()).toContainText("Accounts are prepared");
  await expect(outcome()).toBeFocused();
  await expect(present()).toContainText("Accounts are prepared");
  await server.add("ola");
  await step("Let sign-ins count");
  await expect(present()).toContainText("Accounts, one shared library");
  await keepPicture(kari, "phases");
});

test("while all share one library, a member sees what a visitor sees", async () => {
  for (const page of [visitor, ola]) {
    await page.goto("/");
    await galleryReady(page);
    await expect(whoSees(page)).toHaveText(EVERYONE);
  }
  await ola.getByRole("link", { name: "Sign in" }).click();
  await signIn(ola, "ola");
  await galleryReady(ola);
  await expect(whoSees(ola)).toHaveText(EVERYONE);
});

test("a member gets a library of their own, and keeps the words that can no longer be saved", async () => {
  await visitor.setViewportSize({ width: 1280, height: 400 });
  await visitor.mouse.move(600, 300);
  await visitor.mouse.wheel(0, 500);
  const place = () =>
    visitor.locator("main").evaluate((it) => it.querySelector("[data-photo]")?.getBoundingClientRect().top);
  await expect.poll(place).toBeLessThan(0);
  const before = await place();
  await thumbnails(ola).first().tap();
  await openDetails(ola);
  await ola.getByLabel("Description").fill("A long story about the cabin.");

  const asked = await step("Give each a library");
  expect(asked).toContain("What members have added so far stays in the shared library.");
  await expect(present()).toContainText("A library for each, the shared one open");

  const kept = ola.getByRole("dialog", { name: "What you wrote is not saved" });
  await expect(kept.getByLabel("Description")).toHaveValue("A long story about the cabin.");
  await keepPicture(ola, "kept words");
  await expectAccessible(ola);
  await kept.getByRole("button", { name: "I do not need them" }).tap();
  await expect(photoView(ola)).toContainText("This photo is not in the library.");
  await photoView(ola).getByRole("link", { name: "To all photos" }).tap();
  await expect(main(ola)).toContainText("This library is yours");
  await expect(main(ola)).toContainText("you see them when you sign out");
  await expect(whoSees(ola)).toHaveText(ALONE);
  await expect(thumbnails(ola)).toHaveCount(0);
  await expectAccessible(ola);
  await keepPicture(ola, "empty");

  await expect(visitor.getByText("Who signs in has a library of their own now.")).toBeVisible();
  await expect(whoSees(visitor)).toHaveText(EVERYONE);
  expect(await place()).toBe(before);
  await keepPicture(visitor, "visitor");
  await visitor.setViewportSize({ width: 1280, height: 720 });
});

test("what a member adds is theirs alone", async () => {
  const total = async () => (await (await visitor.request.get("/api/v1/timeline")).json()).total;
  const shared = await total();
  const choosing = ola.waitForEvent("filechooser");
  await main(ola).getByRole("button", { name: "Upload photos" }).tap();
  const picture = await visitor.request.get(
    (await thumbnails(visitor).first().locator("img").getAttribute("src")) as string,
  );
  await (await choosing).setFiles({ name: "mine.jpg", mimeType: "image/jpeg", buffer: await picture.body() });
  await galleryReady(ola);
  await expect(thumbnails(ola)).toHaveCount(1);
  expect(await total()).toBe(shared);
  await keepPicture(ola, "own");
});

test("a page that has not heard of the change writes nothing into the other library", async ({ browser }) => {
  const late = await (await browser.newContext({ baseURL: url, locale: "en-GB" })).newPage();
  // As where a proxy holds the stream of changes back.
  await late.route("**/api/v1/events", () => undefined);
  await late.goto("/sign-in");
  await signIn(late, "ola");
  await galleryReady(late);
  await thumbnails(late).first().click();
  await openDetails(late);
  await late.getByLabel("Title").fill("Mine alone");
  await server.move("retreat", "dual");
  await expect(ola.getByText("Everyone shares one library again.")).toBeVisible();
  await expect(whoSees(late)).toHaveText(ALONE);
  await late.getByRole("button", { name: "Save" }).click();
  const kept = late.getByRole("dialog", { name: "What you wrote is not saved" });
  await expect(kept.getByLabel("Title")).toHaveValue("Mine alone");
  const titles = await (await late.request.get("/api/v1/search?q=mine")).json();
  expect(titles.total).toBe(0);
  await late.context().close();
  await galleryReady(ola);
  await expect(whoSees(ola)).toHaveText(EVERYONE);
  await server.move("advance", "scoped");
  await expect(thumbnails(ola)).toHaveCount(1);
});

test("nobody is shut out of the library of the single-user time: it is somebody's first", async ({
  browser,
}) => {
  await expect(present()).toContainText("A library for each, the shared one open");
  await expect(main(kari)).toContainText("Make this library yours");
  await step("Require signing in");
  await expect(outcome().getByRole("alert")).toHaveText(
    "Nobody looks after the accounts yet. Make this library somebody’s first; nothing was changed.",
  );
  await expect(outcome()).toBeInViewport();
  await keepPicture(kari, "refused");
  const norwegian = await (await browser.newContext({ baseURL: url, locale: "nb-NO" })).newPage();
  await norwegian.goto("/multiuser");
  await main(norwegian).getByRole("textbox").fill(server.code("setup.code"));
  await main(norwegian).getByRole("button", { name: "Fortsett" }).click();
  await main(norwegian).getByRole("button", { name: "Krev innlogging" }).first().click();
  await norwegian.getByRole("dialog").getByRole("button", { name: "Krev innlogging" }).click();
  await expect(norwegian.getByTestId("outcome").getByRole("alert")).toHaveText(
    "Ingen passer på kontoene ennå. Gi biblioteket til noen først; ingenting ble endret.",
  );
  await norwegian.context().close();
  await main(kari).getByLabel("Username").fill("kari");
  await main(kari).getByLabel("E-mail").fill("kari@example.org");
  await main(kari).getByLabel("Password", { exact: true }).fill(password);
  await main(kari).getByRole("button", { name: "Make it mine" }).click();
  await expect(menu(kari, "kari")).toBeVisible();
  await expect(outcome()).toContainText("The library has its person");
  await expect(whoSees(kari)).toContainText("This library is yours, but everyone");
});

test("when sign-in is required, the page of a visitor becomes the sign-in page, and nothing stays of the photos", async () => {
  await thumbnails(visitor).first().click();
  await expect(photoView(visitor)).toBeVisible();
  const address = visitor.url();
  const asked = await step("Require signing in");
  expect(asked).toContain("No photos at all.");
  await expect(present()).toContainText("A library for each, sign-in required");
  await expect(visitor.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await expect(photoView(visitor)).toHaveCount(0);
  await expect(visitor.locator("img")).toHaveCount(0);
  await expect(visitor).toHaveURL(address);
  await expect(visitor).toHaveTitle(/Sign in/);
  await expect(visitor.getByRole("search")).toHaveCount(0);
  await expect(whoSees(visitor)).toHaveText("Nobody sees photos here without signing in.");
  await expectAccessible(visitor);
  await keepPicture(visitor, "closed");
  await kari.screenshot({ path: test.info().outputPath("steps.png"), fullPage: true });
  await expect(ola.getByText("Photos are seen only after signing in now.")).toBeVisible();
  await expect(thumbnails(ola)).toHaveCount(1);
  await expect(whoSees(ola)).toHaveText(ALONE);
  await expect(whoSees(kari)).toHaveText(ALONE);
});

test("who signs in then is where they wanted to go, and sees nothing of others", async () => {
  const refused: string[] = [];
  const note = (it: Response) => it.status() >= 400 && refused.push(`${it.status()} ${it.url()}`);
  visitor.on("response", note);
  for (const path of ["/", "/trash", "/imports", "/search?rating=1", "/account"]) {
    await visitor.goto(path);
    await expect(visitor.getByRole("heading", { name: "Sign in" })).toBeVisible();
    await expect(visitor.getByRole("alert")).toHaveCount(0);
    await visitor.waitForLoadState("networkidle");
  }
  visitor.off("response", note);
  expect(refused).toEqual([]);
  await visitor.goto("/search?q=zz");
  await signIn(visitor, "ola");
  await expect(menu(visitor, "ola")).toBeVisible();
  await expect(visitor).toHaveURL(`${url}/search?q=zz`);
  await visitor.goto("/");
  await galleryReady(visitor);
  await expect(thumbnails(visitor)).toHaveCount(1);
  await menu(visitor, "ola").click();
  await visitor.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(visitor.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await expect(visitor.locator("img")).toHaveCount(0);
  await visitor.goto("/multiuser");
  await expect(main(visitor).getByRole("article")).toHaveCount(5);
});

test("back again, each step says who will see what, and shows it", async () => {
  await visitor.goto("/");
  expect(await step("Open the shared library again")).toContain(
    "sees and changes the shared library, as before",
  );
  await galleryReady(visitor);
  await expect(visitor.getByText("The shared library is open again")).toBeVisible();
  await keepPicture(visitor, "open again");
  await expect(thumbnails(ola)).toHaveCount(1);
  expect(await step("Back to one shared library")).toContain("it comes back unchanged with the step forward");
  await expect(ola.getByText("Everyone shares one library again.")).toBeVisible();
  await expect(whoSees(ola)).toHaveText(EVERYONE);
  await galleryReady(ola);
  await keepPicture(ola, "shared again");
  await step("Back to no accounts");
  for (const page of [kari, ola, visitor]) {
    await expect(page.getByText("This server has no accounts now.")).toBeVisible();
    await expect(whoSees(page)).toHaveText(
      "Everyone who can reach this server can see and change these photos.",
    );
    await expect(page.getByRole("link", { name: "Sign in" })).toHaveCount(0);
  }
  await expect(present()).toContainText("One library, no accounts");
});

const card = (name: string) => main(kari).getByRole("region", { name });
const found = (kind: string) => main(kari).locator(`[data-finding=${kind}]`);

test("whether every row is there is looked at from the page, and told row by row", async () => {
  await server.move("advance", "foundation");
  await expect(menu(kari, "kari")).toBeVisible();
  await kari.goto("/multiuser");
  const everything = card("Is everything there?");
  await everything.getByRole("button", { name: "Look at every row" }).click();
  await expect(outcome()).toContainText("Every row was looked at, and everything is there.");
  await expect(outcome()).toBeFocused();
  await expect(everything).toContainText("The library is sound, and everything is there.");
  await expect(everything.getByRole("definition").first()).toHaveText("0");

  const author = await server.asOperator(async (api) => {
    const { id } = await (await api.post("/api/v1/authors/", { data: { name: "Somebody" } })).json();
    expect((await api.post("/api/v1/operator/backups")).ok()).toBe(true);
    // Which leaves no trace, so that nothing tells it from a row that got lost.
    expect((await api.delete(`/api/v1/authors/${id}`)).ok()).toBe(true);
    await api.post("/api/v1/authors/", { data: { name: "Somebody else" } });
    return id;
  });
  await everything.getByRole("button", { name: "Compare with the backup" }).click();
  await expect(outcome()).toContainText("not everything is as it should be");
  await expect(found("missing")).toHaveCount(1);
  await expect(found("missing")).toContainText(`Alarm`);
  await expect(found("missing")).toContainText(`authors, row ${author}, of user 1: missing`);
  await expect(found("added").first()).toContainText("Explained");
  await expect(everything.getByRole("definition").nth(1)).toHaveText("1");
  await expectAccessible(kari);
  await keepPicture(kari, "verified");
  await kari.reload();
  await expect(found("missing")).toContainText(`authors, row ${author}`);
});

test("a database is taken down for an older ImaLink once somebody has read what that puts away", async () => {
  const older = card("For an older ImaLink");
  const level = () =>
    server.asOperator(async (api) => {
      const console = await (await api.get("/api/v1/multiuser/console")).json();
      return console.tenancy_level;
    });
  await expect(older).toContainText("First go back to: One library, no accounts.");
  await expect(older.getByRole("button", { name: "Take the accounts out too" })).toBeDisabled();
  const ask = (name: string) => older.getByRole("button", { name, exact: true }).click();
  const dialog = kari.getByRole("dialog");

  await ask("Take the owners out");
  await expect(dialog).toContainText(
    "What is given up: what others have in libraries of their own is put away",
  );
  await expect(dialog).toContainText("What stays: every photo of the shared library");
  await expectAccessible(kari);
  await keepPicture(kari, "owners out");
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await expect(dialog).toBeHidden();
  expect(await level()).toBe(2);

  await ask("Take the owners out");
  await dialog.getByRole("button", { name: "Take the owners out" }).click();
  await expect(outcome()).toContainText("Done, and nothing is deleted");
  await expect(outcome()).toBeFocused();
  await expect(older.getByRole("button")).toHaveCount(1);
  expect(await level()).toBe(1);

  await step("Back to no accounts");
  await main(kari).getByLabel("Which code").selectOption({ label: "Operator’s code" });
  await main(kari).getByRole("textbox").fill(server.code("operator.token"));
  await main(kari).getByRole("button", { name: "Go on" }).click();
  await ask("Take the accounts out too");
  await expect(dialog).toContainText("Nobody can sign in until the server goes forward again.");
  await dialog.getByRole("button", { name: "Take the accounts out too" }).click();
  await expect(outcome()).toContainText("Done, and nothing is deleted");
  await expect(older).toHaveCount(0);
  expect(await level()).toBe(0);
  await galleryReady(visitor);

  await server.move("advance", "foundation");
  await expect(menu(kari, "kari")).toBeVisible();
  await expect(menu(ola, "ola")).toBeVisible();
});

test("from looking to the proof in one go, with the way back always in sight", async () => {
  // Rows are given owners once more: the database was taken down.
  await kari.goto("/multiuser");
  const guide = (name: string) => main(kari).getByRole("region", { name });
  const wayBack = kari.getByRole("region", { name: "The way back" });
  const progress = main(kari).getByRole("progressbar");
  const switchOn = guide("Step 3").getByRole("button", { name: "Switch it on" });
  await guide("Step 1").getByRole("button", { name: "Look now" }).click();
  await expect(guide("Step 1")).toContainText("Nothing stands in the way.");
  await expect(switchOn).toHaveCount(0);

  await guide("Step 2").getByRole("button", { name: "Rehearse now" }).click();
  await expect(progress).toBeVisible();
  await main(kari).getByRole("button", { name: "Stop it" }).click();
  await expect(outcome()).toContainText("It was stopped. Nothing is lost.");
  await guide("Step 2").getByRole("button", { name: "Rehearse now" }).click();
  await expect(progress).toHaveAttribute("aria-valuetext", /.+/);
  await expectAccessible(kari);
  await keepPicture(kari, "rehearsing");
  await kari.reload();
  await expect(progress).toBeVisible();
  await expect(outcome()).toContainText("The rehearsal is done, and passed.", { timeout: 90_000 });
  await expect(outcome()).toBeFocused();
  await expect(guide("Step 2")).toContainText("everything came back exactly as it was");
  await expect(guide("Step 2")).toContainText("Who saves something meanwhile waits at most");
  await expect(guide("Step 1")).toContainText("Nothing stands in the way.");
  await expectAccessible(kari);
  await keepPicture(kari, "rehearsed");

  await switchOn.click();
  const question = kari.getByRole("dialog");
  await expect(question).toContainText("Without signing in: No photos at all.");
  await question.getByRole("button", { name: "Switch it on" }).click();
  await expect(outcome()).toContainText("It is on: everyone has a library of their own");
  await expect(present()).toContainText("A library for each, sign-in required");
  await expect(guide("It is on")).toContainText("nothing is missing, and nothing has changed");
  await expect(guide("It is on")).toContainText("the rehearsal said");
  await expect(visitor.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await expectAccessible(kari);
  await keepPicture(kari, "proof");

  await main(kari).getByRole("article").last().scrollIntoViewIfNeeded();
  await expect(wayBack).toBeInViewport({ ratio: 1 });
  await wayBack.getByRole("button", { name: "All the way back" }).click();
  await expect(kari.getByRole("dialog")).toContainText("it comes back unchanged with the step forward");
  await kari.getByRole("dialog").getByRole("button", { name: "All the way back" }).click();
  await expect(outcome()).toContainText("Gone back; nothing is lost.");
  await expect(outcome()).toBeFocused();
  await expect(present()).toContainText("One library, no accounts");
  await galleryReady(visitor);
  await expect(whoSees(visitor)).toHaveText(
    "Everyone who can reach this server can see and change these photos.",
  );
});

test.describe("in Norwegian, in the dark, on a phone", () => {
  test.use({ ...phone, locale: "nb-NO", colorScheme: "dark" });

  test("the pages of a server that requires signing in are as good", async ({ page }) => {
    await server.move("advance", "dual");
    await server.move("advance", "scoped");
    await server.move("advance", "active");
    await page.goto("/trash");
    await expect(page.getByRole("heading", { name: "Logg inn" })).toBeVisible();
    await expect(whoSees(page)).toHaveText("Ingen ser bilder her uten å logge inn.");
    await expectAccessible(page);
    await keepPicture(page, "logg inn");
    await main(page).getByLabel("Brukernavn eller e-post").fill("ola");
    await main(page).getByLabel("Passord", { exact: true }).fill(password);
    await main(page).getByRole("button", { name: "Logg inn" }).tap();
    await expect(page.getByRole("heading", { name: "Papirkurv" })).toBeVisible();
    await expect(page).toHaveURL(`${url}/trash`);
    await expect(whoSees(page)).toHaveText("Bare du kan se disse bildene.");
    await page.goto("/multiuser");
    await expect(main(page).getByRole("article")).toHaveCount(5);
    await expectAccessible(page);
    await page.screenshot({ path: test.info().outputPath("trinn.png") });
    await page.goto("/imports");
    await expect(main(page)).toContainText("bare når du har fått lov til det");
    await expectAccessible(page);
    await server.move("retreat", "single");
    await expect(page.getByText("Alle deler ett bibliotek igjen.")).toBeVisible();
  });
});
