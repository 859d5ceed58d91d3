import { expect, isolated, type TodoPage } from "./fixtures.js";

/** Makes a list with two todos and a link to it, and opens the link in another browser. */
export async function share(
  owner: TodoPage,
  secondBrowser: (path?: string) => Promise<TodoPage>,
  may: "edit" | "look",
): Promise<TodoPage> {
  await owner.addList("Groceries");
  await owner.add("Bread", "Eggs");
  await expect(owner.page.getByText("2 left")).toBeVisible();
  await owner.choose("Groceries", "Share");
  await owner.page.getByLabel("They may").selectOption({ label: may });
  await owner.page.getByRole("button", { name: "Make a link" }).click();
  const link = await owner.page.getByLabel("Invite link").inputValue();
  await owner.page.keyboard.press("Escape");
  const member = await secondBrowser(link);
  await expect(member.page.getByRole("heading", { name: `Join “${isolated("Groceries")}”` })).toBeVisible();
  await member.page.getByRole("button", { name: "Join" }).click();
  await member.shows("Bread", "Eggs");
  return member;
}
