import { closeDetails, openDetails } from "../src/details.js";
import { ACCOUNTS, expect, isolated, type TodoPage, test } from "../src/fixtures.js";
import { share } from "../src/share.js";

test.use({ settings: ACCOUNTS });

async function removeFirstMember(owner: TodoPage): Promise<void> {
  await owner.page.reload();
  await owner.choose("Groceries", "Share");
  await owner.page.getByRole("button", { name: "Remove Guest" }).click();
  await owner.page.getByRole("button", { name: "Remove", exact: true }).last().click();
  await expect(owner.page.getByRole("button", { name: "Remove Guest" })).toHaveCount(0);
}

test("an editor joins by link, and both see what the other does, and who did it", async ({
  todos,
  secondBrowser,
}) => {
  const editor = await share(todos, secondBrowser, "edit");
  await editor.add("Coffee");
  await editor.checkbox("Bread").click();
  await expect(editor.page.getByText("2 left")).toBeVisible();
  await todos.page.reload();
  await todos.shows("Bread", "Eggs", "Coffee");
  await expect(todos.checkbox("Bread")).toBeChecked();
  await expect(todos.item("Coffee")).toContainText("added by Guest");
  await expect(todos.item("Eggs")).not.toContainText("added by");
});

test("a viewer sees everything and can change nothing", { tag: "@screens" }, async ({
  todos,
  codex,
  secondBrowser,
  look,
}) => {
  const viewer = await share(todos, secondBrowser, "look");
  await expect(viewer.page.getByText("You may look at this list.")).toBeVisible();
  await expect(viewer.composer).toHaveCount(0);
  await expect(viewer.page.getByRole("button", { name: /^(Edit|Delete|Move) / })).toHaveCount(0);
  await expect(viewer.page.getByRole("checkbox", { name: "Complete all" })).toBeDisabled();
  await viewer.checkbox("Bread").click();
  await viewer.checkbox("Bread").press("Delete");
  await viewer.shows("Bread", "Eggs");
  expect(await codex.db.todo.count({ where: { completed: true } })).toBe(0);

  await todos.add("Cake tomorrow !2 #birthday");
  const details = await openDetails(todos, "Cake");
  await details.getByRole("button", { name: "Add notes" }).click();
  await todos.page.keyboard.insertText("With **candles**, from [here](https://example.org)");
  await todos.page.keyboard.press("ControlOrMeta+Enter");
  await details.getByRole("textbox", { name: "Add a subtask" }).fill("Order it");
  await todos.page.keyboard.press("Enter");
  await closeDetails(todos);
  await viewer.shows("Bread", "Eggs", "Cake", "Order it");
  const seen = await openDetails(viewer, "Cake");
  await expect(seen.getByRole("link", { name: "here" })).toBeVisible();
  await expect(seen.getByRole("textbox")).toHaveCount(0);
  await look(viewer.page, "details-viewer");
  await todos.checkbox("Cake").press("Delete");
  await expect(seen.getByText("This todo is not there")).toBeVisible();
  await look(viewer.page, "details-gone");
});

test("a removed member is refused at once, and is told so calmly", async ({
  todos,
  codex,
  secondBrowser,
}) => {
  const member = await share(todos, secondBrowser, "edit");
  let release = () => {};
  const removed = new Promise<void>((resolve) => {
    release = resolve;
  });
  await member.page.route("**/trpc/sync.push*", async (route) => {
    await removed;
    await route.continue();
  });
  await member.add("One more");
  await member.shows("Bread", "Eggs", "One more");
  await removeFirstMember(todos);
  release();
  await expect(member.page.getByRole("heading", { name: "This list is not there" })).toBeVisible();
  expect(await codex.db.todo.count({ where: { text: "One more" } })).toBe(0);
  await member.page.getByRole("link", { name: "Go to your Inbox" }).click();
  await expect(member.page.getByText(`Could not add “${isolated("One more")}”`)).toBeVisible();
  await expect(member.list("Groceries")).toHaveCount(0);
});

test("a link that was revoked says so", async ({ todos, codex, secondBrowser }) => {
  await share(todos, secondBrowser, "edit");
  await todos.choose("Groceries", "Share");
  await todos.page
    .getByRole("list", { name: "Open invites" })
    .getByRole("button", { name: "Revoke" })
    .click();
  await expect.poll(() => codex.db.invite.count()).toBe(0);
  const late = await secondBrowser("/invite#made-up");
  await expect(late.page.getByRole("heading", { name: "This invite does not work" })).toBeVisible();
});

test("todos move to another list, by keyboard too", async ({ todos, page, codex }) => {
  await todos.add("Tent", "Stove");
  await todos.addList("Camping");
  await todos.list("Inbox").click();
  await todos.shows("Tent", "Stove");
  await page.getByRole("button", { name: "Move Tent" }).click();
  await page.getByRole("button", { name: "Camping", exact: true }).click();
  await todos.shows("Stove");
  await todos.checkbox("Stove").focus();
  await page.keyboard.press("m");
  await expect(page.getByRole("button", { name: "Camping", exact: true })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(todos.items).toHaveCount(0);
  await expect.poll(() => codex.db.todo.count({ where: { list: { name: "Camping" } } })).toBe(2);
  await todos.list("Camping").click();
  await todos.shows("Tent", "Stove");
});

test("a list is handed over to another member, who can do with it what its owner could", {
  tag: "@screens",
}, async ({ todos, codex, secondBrowser, look }) => {
  const member = await share(todos, secondBrowser, "edit");
  const roles = async () => {
    const list = await codex.db.list.findFirstOrThrow({
      where: { name: "Groceries" },
      include: { members: { orderBy: { createdAt: "asc" } } },
    });
    return list.members.map(({ role }) => role);
  };
  expect(await roles()).toEqual(["owner", "editor"]);
  const { page } = todos;
  await page.reload();
  await todos.choose("Groceries", "Share");
  await page.getByRole("button", { name: "Remove Guest" }).click();
  const removing = page.getByRole("dialog", { name: `Remove ${isolated("Guest")}` });
  await expect(removing).toBeVisible();
  await look(page, "remove-member");
  await removing.getByRole("button", { name: "Cancel" }).click();
  await page.getByLabel("Role of Guest").selectOption({ label: "Owner…" });
  const asks = page.getByRole("dialog", { name: `Make ${isolated("Guest")} the owner?` });
  await expect(asks).toBeVisible();
  await look(page, "hand-over");
  await asks.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByLabel("Role of Guest")).toHaveValue("editor");
  expect(await roles()).toEqual(["owner", "editor"]);
  await page.getByLabel("Role of Guest").selectOption({ label: "Owner…" });
  await asks.getByRole("button", { name: "Hand over" }).click();
  await expect.poll(roles).toEqual(["editor", "owner"]);
  await expect(page.getByRole("region", { name: "Members" })).toContainText("Editor");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Menu of Groceries" }).click();
  await expect(page.getByRole("button", { name: "Leave" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Rename" })).toHaveCount(0);

  await member.choose("Groceries", "Rename");
  await member.page.getByRole("textbox", { name: "Name" }).fill("Food");
  await member.page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Food" })).toBeVisible();
});

test("lists are made, renamed, ordered, deleted, brought back, and deleted for good", async ({
  todos,
  codex,
  page,
}) => {
  await todos.addList("First");
  await todos.addList("Second");
  const names = page.getByRole("navigation", { name: "Lists" }).getByRole("link");
  const kept = async () => {
    const members = await codex.db.member.findMany({
      where: { list: { inboxOf: null, deletedAt: null } },
      include: { list: true },
      orderBy: { position: "asc" },
    });
    return members.map(({ list }) => list.name);
  };
  await expect(names).toHaveText(["Inbox", "First", "Second"]);
  await todos.choose("Second", "Move up");
  await expect(names).toHaveText(["Inbox", "Second", "First"]);
  await expect.poll(kept).toEqual(["Second", "First"]);
  await page.keyboard.press("ControlOrMeta+z");
  await expect(names).toHaveText(["Inbox", "First", "Second"]);
  await expect.poll(kept).toEqual(["First", "Second"]);
  await page.keyboard.press("ControlOrMeta+Shift+z");
  await expect(names).toHaveText(["Inbox", "Second", "First"]);
  await todos.choose("Second", "Rename");
  await page.getByRole("textbox", { name: "Name" }).fill("Renamed");
  await page.keyboard.press("Enter");
  const heading = (name: string) => page.getByRole("heading", { level: 1, name });
  await expect(heading("Renamed")).toBeVisible();
  await expect.poll(kept).toEqual(["Renamed", "First"]);
  await page.keyboard.press("ControlOrMeta+z");
  await expect(heading("Second")).toBeVisible();
  await expect.poll(kept).toEqual(["Second", "First"]);
  await page.keyboard.press("ControlOrMeta+Shift+z");
  await expect(heading("Renamed")).toBeVisible();

  const remove = async (name: string) => {
    await todos.choose(name, "Delete");
    await page.getByRole("button", { name: "Delete", exact: true }).last().click();
  };
  await remove("Renamed");
  await expect(names).toHaveText(["Inbox", "First"]);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(names).toHaveText(["Inbox", "Renamed", "First"]);
  await todos.list("First").click();
  await remove("First");
  await page.getByRole("button", { name: "Trash" }).click();
  await page.getByRole("button", { name: "Restore First" }).click();
  await page.keyboard.press("Escape");
  await expect(names).toHaveText(["Inbox", "Renamed", "First"]);

  await todos.list("First").click();
  await todos.add("Tent");
  await expect.poll(() => codex.db.todo.count()).toBe(1);
  await remove("First");
  await page.getByRole("button", { name: "Trash" }).click();
  await page.getByRole("button", { name: "Delete for good: First" }).click();
  const asked = page.getByRole("dialog", { name: `Delete “${isolated("First")}” for good?` });
  await expect(asked).toContainText("Its todos go with it.");
  await asked.getByRole("button", { name: "Delete for good" }).click();
  await expect(page.getByText("The trash is empty.")).toBeVisible();
  await expect(page.getByRole("dialog").getByText("First deleted for good")).toBeAttached();
  expect(await codex.db.list.count({ where: { name: "First" } })).toBe(0);
  expect(await codex.db.todo.count()).toBe(0);
  await expect(names).toHaveText(["Inbox", "Renamed"]);
});

test("on a phone the lists are a sheet", async ({ todos, page }) => {
  await todos.addList("Camping");
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole("button", { name: "Lists", exact: true }).click();
  const sheet = page.getByRole("dialog", { name: "Lists" });
  await sheet.getByRole("link", { name: "Inbox" }).click();
  await expect(sheet).toBeHidden();
  await expect(page.getByRole("heading", { level: 1, name: "Inbox" })).toBeVisible();
});
