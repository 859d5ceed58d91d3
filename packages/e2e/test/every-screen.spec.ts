import { ACCOUNTS, expect, isolated, type TodoPage, test } from "../src/fixtures.js";

test.use({ settings: ACCOUNTS });

const ANNA = "anna@example.org";

async function someTodos(todos: TodoPage): Promise<void> {
  await todos.add("Buy milk", "Call grandma about Sunday", "Renew the passport", "Water the plants");
  await todos.checkbox("Water the plants").check();
  await expect(todos.page.getByText("Saved")).toBeVisible();
}

test("an empty list, and one with todos", { tag: "@screens" }, async ({ todos, page, look }) => {
  await expect(page.getByText("A blank page")).toBeVisible();
  await look(page, "empty");
  await someTodos(todos);
  await look(page, "todos");
  await page.getByRole("button", { name: "Edit Buy milk" }).click();
  await look(page, "editing");
  await page.getByRole("textbox", { name: "Edit todo" }).fill("x".repeat(2_001));
  await page.keyboard.press("Enter");
  await expect(page.getByText("must be at most 2,000 characters")).toBeVisible();
  await look(page, "too-long");
  await page.keyboard.press("Escape");
  await todos.filter("Completed").click();
  await todos.checkbox("Water the plants").click();
  await expect(page.getByText("Nothing completed yet")).toBeVisible();
  await look(page, "none-completed");
  await todos.filter("All").click();
  await page.getByRole("checkbox", { name: "Complete all" }).click();
  await todos.filter("Active").click();
  await expect(page.getByText("All done")).toBeVisible();
  await look(page, "all-done");
});

test("searching", { tag: "@screens" }, async ({ todos, page, look }) => {
  await someTodos(todos);
  await page.getByRole("button", { name: "Search" }).click();
  await expect(page.getByRole("searchbox")).toBeFocused();
  await page.keyboard.type("the");
  await expect(page.getByText("2 todos found")).toBeVisible();
  await look(page, "search");
  await page.keyboard.type(" moon");
  await expect(page.getByText("Nothing found")).toBeVisible();
  await look(page, "search-nothing");
});

test("menus, settings and the trash", { tag: "@screens" }, async ({ todos, page, look }) => {
  await todos.addList("Holiday");
  await someTodos(todos);
  await page.getByRole("button", { name: "Trash" }).click();
  await expect(page.getByText("The trash is empty.")).toBeVisible();
  await look(page, "trash-empty");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Move Call grandma about Sunday" }).click();
  await expect(page.getByRole("button", { name: "To the top" })).toBeVisible();
  await look(page, "move");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Menu of Holiday" }).click();
  await expect(page.getByRole("button", { name: "Rename", exact: true })).toBeVisible();
  await look(page, "list-menu");
  await page.getByRole("button", { name: "Rename", exact: true }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await look(page, "rename");
  await page.keyboard.press("Escape");
  await todos.choose("Holiday", "Delete");
  await expect(page.getByRole("dialog")).toBeVisible();
  await look(page, "delete-list");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Settings" }).click();
  await expect(page.getByRole("dialog", { name: "Settings" })).toBeVisible();
  await look(page, "settings");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Delete Buy milk" }).click();
  await expect(page.getByRole("region", { name: "Message" })).toBeVisible();
  await look(page, "toast");
  await page.getByRole("button", { name: "Trash" }).click();
  await expect(page.getByRole("list", { name: "Deleted" })).toContainText("Buy milk");
  await look(page, "trash");
  // A window of another size leaves it where it is.
  await expect(page.getByRole("list", { name: "Deleted" })).toBeVisible();
});

test("the lists on a phone", { tag: "@screens" }, async ({ todos, page, look }) => {
  await todos.addList("Holiday");
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole("button", { name: "Lists" }).click();
  await expect(page.getByRole("dialog", { name: "Lists" })).toBeVisible();
  await look(page, "lists");
});

test("offline, refused, and not found", { tag: "@screens" }, async ({
  todos,
  codex,
  page,
  context,
  look,
}) => {
  await someTodos(todos);
  // What it says before the last change is on its way is of the one before.
  await expect.poll(() => codex.db.todo.count({ where: { completed: true } })).toBe(1);
  await expect(page.getByText("Saved")).toBeVisible();
  await context.setOffline(true);
  await page.route("**/health/live", (route) => route.abort());
  await expect(page.getByText("You are offline.")).toBeVisible();
  await todos.add("Written in a tunnel");
  await expect(page.getByText("1 change waiting")).toBeVisible();
  await look(page, "offline");
  await page.unroute("**/health/live");
  await context.setOffline(false);
  await expect(page.getByText("Saved")).toBeVisible();
  await page.route("**/trpc/sync.push**", (route) =>
    route.fulfill({
      status: 403,
      contentType: "application/json",
      body: JSON.stringify({
        error: {
          message: "You may only look at this list.",
          code: -32003,
          data: { code: "FORBIDDEN", httpStatus: 403 },
        },
      }),
    }),
  );
  await todos.add("Not for me to write");
  await expect(page.getByText(`Could not add “${isolated("Not for me to write")}”`)).toBeVisible();
  await look(page, "refused");
  await page.goto("/no/such/page");
  await expect(page.getByText("Nothing here")).toBeVisible();
  await look(page, "not-found");
  await page.goto("/list/00000000-0000-7000-8000-000000000000");
  await expect(page.getByText("This list is not there")).toBeVisible();
  await look(page, "list-gone");
});

test("signing in and up", { tag: "@screens" }, async ({ todos, page, look }) => {
  for (const [path, heading] of [
    ["/sign-in", "Sign in"],
    ["/sign-up", "Sign up"],
    ["/forgot-password", "Forgot the password"],
    ["/reset-password#x", "Set a new password"],
    ["/confirm-email#x", "Confirm your address"],
    ["/invite#made-up", "This invite does not work"],
  ] as const) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1, name: heading })).toBeVisible();
    await look(page, heading.toLowerCase().replaceAll(" ", "-"));
  }
  await page.goto("/");
  await todos.add("Mine");
  await page.getByRole("link", { name: "claim it with e-mail and password" }).click();
  await expect(page.getByLabel("E-mail")).toBeVisible();
  await look(page, "claim");
});

test("the account", { tag: "@screens" }, async ({ todos, page, context, look }) => {
  await someTodos(todos);
  await page.getByRole("link", { name: /^Account of/ }).click();
  await expect(page.getByRole("heading", { name: "You are a guest" })).toBeVisible();
  await expect(page.getByRole("region", { name: "Where you are signed in" })).toContainText("This browser");
  await look(page, "account-guest");
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await look(page, "sign-out");
  await page.keyboard.press("Escape");
  await page.getByRole("link", { name: "Codex" }).click();
  await todos.claim(ANNA);
  await page.getByRole("link", { name: /^Account of/ }).click();
  await expect(page.getByRole("region", { name: "Where you are signed in" })).toContainText("This browser");
  await look(page, "account");
  const password = page.getByRole("region", { name: "Password" });
  await password.getByLabel("Current password", { exact: true }).fill("wrong");
  await password.getByLabel("New password", { exact: true }).fill("another good one entirely");
  await page.keyboard.press("Enter");
  await expect(password.getByText("This is not your password.")).toBeVisible();
  const email = page.getByRole("region", { name: "E-mail" });
  await email.getByLabel("New e-mail").fill("not an address");
  await email.getByRole("button", { name: "Change the address" }).click();
  await expect(email.getByLabel("New e-mail")).toHaveAttribute("aria-invalid", "true");
  await look(page, "account-refused");
  await page.getByRole("button", { name: "New token" }).click();
  await expect(page.getByLabel("What it is for")).toBeVisible();
  await look(page, "new-token");
  await page.getByRole("button", { name: "Delete account" }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await look(page, "delete-account");
  await page.keyboard.press("Escape");
  await page.goto("/");
  await context.clearCookies();
  await todos.add("Written too late");
  await expect(page.getByText("Your session has ended.")).toBeVisible();
  await look(page, "session-ended");
});

test("a shared list", { tag: "@screens" }, async ({ todos, page, secondBrowser, look }) => {
  await todos.addList("Groceries");
  await someTodos(todos);
  await todos.choose("Groceries", "Share");
  await page.getByLabel("They may").selectOption({ label: "look" });
  await page.getByRole("button", { name: "Make a link" }).click();
  const link = await page.getByLabel("Invite link").inputValue();
  await look(page, "share");
  const member = await secondBrowser(link);
  await expect(member.page.getByRole("heading", { name: `Join “${isolated("Groceries")}”` })).toBeVisible();
  await look(member.page, "join");
  await member.page.getByRole("button", { name: "Join" }).click();
  await expect(member.page.getByText("You may look at this list.")).toBeVisible();
  await expect(member.page.getByText("added by").first()).toBeAttached();
  await look(member.page, "viewer");
  await member.page.getByRole("button", { name: "Menu of Groceries" }).click();
  await member.page.getByRole("button", { name: "Leave", exact: true }).click();
  await expect(member.page.getByRole("dialog", { name: `Leave “${isolated("Groceries")}”?` })).toBeVisible();
  await look(member.page, "leave");
  await page.reload();
  await todos.choose("Groceries", "Share");
  await expect(page.getByLabel("Role of Guest")).toBeVisible();
  await look(page, "members");
});
