import { expect, setting, test } from "./harness";

test.use({ baseURL: setting("IMALINK_E2E_URL") });

test("the documentation of the interface is read and tried with nothing from other servers", async ({
  page,
}) => {
  await page.goto("/docs");
  const operation = page.locator("#operations-photos-listPhotos");
  await operation.getByText("List photos, newest first").click();
  await operation.getByRole("button", { name: "Try it out" }).click();
  await operation.getByRole("button", { name: "Execute" }).click();
  await expect(operation.locator(".live-responses-table .response-col_status").last()).toHaveText("200");
  await page.goto("/redoc");
  await expect(page).toHaveURL(/\/docs$/);
});
