import { readFile } from "node:fs/promises";
import { ACCOUNTS, expect, PASSWORD, type TodoPage, test } from "../src/fixtures.js";

test.use({ settings: ACCOUNTS });

const ANNA = "anna@example.org";
const NEW_PASSWORD = "another good one entirely";

async function signedUp(todos: TodoPage): Promise<void> {
  await todos.add("Buy milk");
  await todos.claim(ANNA);
  await todos.page.getByRole("link", { name: /^Account of/ }).click();
  await expect(todos.page.getByRole("heading", { level: 1, name: "Account" })).toBeVisible();
}

test("changes the password, which signs every other device out", async ({ todos, page, secondBrowser }) => {
  await signedUp(todos);
  const second = await secondBrowser();
  await second.signIn(ANNA);
  await second.shows("Buy milk");
  const section = page.getByRole("region", { name: "Password" });
  await section.getByLabel("Current password", { exact: true }).fill("wrong");
  await section.getByLabel("New password", { exact: true }).fill(NEW_PASSWORD);
  await page.keyboard.press("Enter");
  await expect(section.getByText("This is not your password.")).toBeVisible();
  await section.getByLabel("Current password", { exact: true }).fill(PASSWORD);
  await page.keyboard.press("Enter");
  await expect(page.getByText("The password is changed.").first()).toBeVisible();
  await second.add("Call grandma");
  await expect(second.page.getByText("Your session has ended.")).toBeVisible();
});

test("ends a session elsewhere", async ({ todos, page, secondBrowser }) => {
  await signedUp(todos);
  const second = await secondBrowser();
  await second.signIn(ANNA);
  await page.reload();
  await page.getByRole("button", { name: "Sign out everywhere else" }).click();
  await expect(page.getByRole("button", { name: "Sign out everywhere else" })).toHaveCount(0);
  await second.add("Call grandma");
  await expect(second.page.getByText("Your session has ended.")).toBeVisible();
});

test("makes a token that a program can use until it is revoked", async ({ todos, page, codex }) => {
  await signedUp(todos);
  await page.getByRole("button", { name: "New token" }).click();
  await page.getByLabel("What it is for").fill("Cron");
  await page.getByLabel("It may").selectOption({ label: "only read" });
  await page.getByRole("button", { name: "Make the token" }).click();
  const secret = await page.getByLabel("Token", { exact: true }).inputValue();
  const ask = () => fetch(`${codex.url}/trpc/todo.list`, { headers: { authorization: `Bearer ${secret}` } });
  expect(await (await ask()).json()).toMatchObject({ result: { data: { items: [{ text: "Buy milk" }] } } });
  await page.reload();
  await expect(page.getByText(/may read · all lists · last used/)).toBeVisible();
  await page.getByRole("button", { name: "Revoke Cron" }).click();
  await expect(page.getByRole("button", { name: "Revoke Cron" })).toHaveCount(0);
  expect((await ask()).status).toBe(401);
});

test("gives everything away as a file", async ({ todos, page }) => {
  await signedUp(todos);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download everything" }).click();
  const file = await (await download).path();
  expect(JSON.parse(await readFile(file, "utf8"))).toMatchObject({
    user: { email: ANNA },
    lists: [{ name: "Inbox", todos: [{ text: "Buy milk" }] }],
  });
});

test("deletes the account after asking for the password", async ({ todos, page, codex }) => {
  await signedUp(todos);
  await page.getByRole("button", { name: "Delete account" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Delete for good" }).click();
  await expect(dialog.getByText("This is not your password.")).toBeVisible();
  expect(await codex.db.todo.count()).toBe(1);
  await dialog.getByLabel("Password, to be sure", { exact: true }).fill(PASSWORD);
  await page.keyboard.press("Enter");
  await expect(page.getByText("A blank page")).toBeVisible();
  expect([await codex.db.todo.count(), await codex.db.user.count({ where: { email: ANNA } })]).toEqual([
    0, 0,
  ]);
});

test("changes name and address", async ({ todos, page }) => {
  await signedUp(todos);
  await page.getByRole("textbox", { name: "Name" }).fill("Anna B.");
  await page.getByRole("button", { name: "Save the name" }).click();
  await expect(page.getByRole("link", { name: "Account of Anna B." })).toBeVisible();
  await page.getByLabel("New e-mail").fill("anna@example.com");
  await page
    .getByRole("region", { name: "E-mail" })
    .getByLabel("Password, to be sure", { exact: true })
    .fill(PASSWORD);
  await page.getByRole("button", { name: "Change the address" }).click();
  await expect(page.getByText("You sign in as anna@example.com.")).toBeVisible();
});
