import { test as base, expect, PASSWORD } from "../src/fixtures.js";
import { type Mailbox, openMailbox } from "../src/mailbox.js";
import { runCodex } from "../src/server.js";

const ANNA = "anna@example.org";

const test = base.extend<object, { mailbox: Mailbox }>({
  mailbox: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the dependencies from the pattern
    async ({}, use) => {
      const mailbox = await openMailbox();
      await use(mailbox);
      mailbox.close();
    },
    { scope: "worker" },
  ],
  codex: [
    async ({ mailbox }, use) => {
      const codex = await runCodex({
        ACCESS: "accounts",
        SMTP_URL: mailbox.url,
        PUBLIC_URL: "http://localhost",
      });
      await use(codex);
      await codex.stop();
    },
    { scope: "worker" },
  ],
});

test("where the server sends e-mail, a link claims the list, and another resets the password", {
  tag: "@screens",
}, async ({ todos, page, codex, mailbox, look }) => {
  // The links lead to PUBLIC_URL, which is this server's name without its port.
  const here = (link: string) => codex.url + link.replace(/^http:\/\/localhost/, "");
  await todos.add("Buy milk");
  await page.getByRole("link", { name: "claim it with e-mail and password" }).click();
  await page.getByLabel("E-mail").fill(ANNA);
  await page.getByLabel("Password", { exact: true }).fill("one that is replaced soon");
  await page.getByRole("button", { name: "Claim" }).click();
  await expect(page.getByText(`An e-mail is on its way to ${ANNA}.`)).toBeVisible();
  await look(page, "claim-mailed");
  expect(await codex.db.user.count({ where: { email: ANNA } })).toBe(0);
  const confirm = here(await mailbox.linkTo(ANNA, "/confirm-email"));
  await page.goto(confirm);
  await page.getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByRole("heading", { name: "The address is confirmed" })).toBeVisible();
  await look(page, "address-confirmed");
  await page.getByRole("link", { name: "Go to your todos" }).click();
  await todos.shows("Buy milk");

  await page.goto("/forgot-password");
  await page.getByLabel("E-mail").fill(ANNA);
  await page.keyboard.press("Enter");
  await expect(page.getByText(`If ${ANNA} has an account, an e-mail is on its way there.`)).toBeVisible();
  await look(page, "forgot-mailed");
  await page.goto(here(await mailbox.linkTo(ANNA, "/reset-password")));
  await page.getByLabel("New password", { exact: true }).fill(PASSWORD);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "The new password is set" })).toBeVisible();
  await look(page, "new-password-set");
  await todos.signIn(ANNA);
  await todos.shows("Buy milk");

  await page.goto(confirm);
  await page.getByRole("button", { name: "Confirm" }).click();
  await expect(page.getByText("There is no such link (any more).")).toBeVisible();
});
