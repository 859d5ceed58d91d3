import { readFile } from "node:fs/promises";
import { expect, test } from "../src/fixtures.js";
import { holdImports } from "../src/holding.js";

const TODOIST = `TYPE,CONTENT,DESCRIPTION,PRIORITY,INDENT,AUTHOR,RESPONSIBLE,DATE,DATE_LANG,TIMEZONE
section,Kitchen,,,,,,,,
task,Buy milk @shop,,1,1,,,2026-03-01,en,Europe/Berlin
task,Look at prices,,4,2,,,,,
task,<b>Bold</b>,,4,1,,,wenn es passt,de,
`;

test("imports a file after a look at it, takes it back, and exports everything", { tag: "@screens" }, async ({
  todos,
  page,
  look,
}) => {
  await todos.add("Already here");
  await expect(page.getByText("Saved")).toBeVisible();
  await page.getByRole("button", { name: "Settings" }).click();
  await page.getByRole("button", { name: "Import and export…" }).click();
  const dialog = page.getByRole("dialog", { name: "Import and export" });
  const field = dialog.getByLabel("Choose a file, or drop it here");
  const file = (name: string, text: string) => ({ name, mimeType: "text/plain", buffer: Buffer.from(text) });

  await field.setInputFiles(file("a.csv", "PK\u0003\u0004"));
  await expect(dialog.getByRole("alert")).toContainText("This is a ZIP archive.");
  await look(page, "import-refused");
  await field.setInputFiles(file("todoist.csv", TODOIST));
  await expect(dialog.getByText("3 todos", { exact: true })).toBeVisible();
  await expect(dialog.getByRole("list", { name: "The first todos" })).toContainText("<b>Bold</b>");
  await dialog.getByText("2 things cannot be kept as they are").click();
  await expect(dialog.getByText("Line 5: the date cannot be read")).toBeVisible();
  await look(page, "transfer");

  await dialog.getByRole("button", { name: "Import 3 todos" }).click();
  await expect(dialog.getByText("3 todos imported.").first()).toBeVisible();
  await look(page, "imported");
  await page.keyboard.press("Escape");
  await todos.shows("Already here", "Buy milk", "Look at prices", "<b>Bold</b>");

  await page.getByRole("button", { name: "Settings" }).click();
  await page.getByRole("button", { name: "Import and export…" }).click();
  const download = page.waitForEvent("download");
  await dialog.getByRole("link", { name: "Codex (JSON)" }).click();
  const exported = JSON.parse(await readFile(await (await download).path(), "utf8"));
  expect(exported.lists[0].todos).toHaveLength(4);
  await field.setInputFiles(file("todoist.csv", TODOIST));
  await dialog.getByRole("button", { name: "Import 3 todos" }).click();
  await expect(dialog.getByText("0 todos imported, 3 were there already.").first()).toBeVisible();
  await page.keyboard.press("Escape");
  await page.reload();
  await page.getByRole("button", { name: "Settings" }).click();
  await page.getByRole("button", { name: "Import and export…" }).click();
  await dialog.getByRole("button", { name: "Undo the last import" }).click();
  await expect(dialog.getByText("The import was taken back.").first()).toBeVisible();
  await page.keyboard.press("Escape");
  await todos.shows("Already here");
  await page.getByRole("button", { name: "Settings" }).click();
  await page.getByRole("button", { name: "Import and export…" }).click();
  await expect(field).toBeAttached();
  await expect(dialog.getByRole("button", { name: "Undo the last import" })).toBeHidden();
});

test("says how far an import is, and what can be done when it breaks off", { tag: "@screens" }, async ({
  todos,
  codex,
  page,
  look,
}) => {
  await todos.add("Already here");
  await expect(page.getByText("Saved")).toBeVisible();
  const letGo = await holdImports(page);
  await page.reload();
  await page.getByRole("button", { name: "Settings" }).click();
  await page.getByRole("button", { name: "Import and export…" }).click();
  const dialog = page.getByRole("dialog", { name: "Import and export" });
  const buffer = Buffer.from("one\ntwo\nthree\n");
  const choose = () =>
    dialog
      .getByLabel("Choose a file, or drop it here")
      .setInputFiles({ name: "many.txt", mimeType: "text/plain", buffer });
  const progress = dialog.getByRole("progressbar", { name: "0 of 3 todos" });

  await choose();
  await dialog.getByRole("button", { name: "Import 3 todos" }).click();
  await expect(progress).toBeVisible();
  await look(page, "importing");
  await letGo("broken");
  await expect(dialog.getByRole("alert")).toContainText("was broken off");
  await look(page, "import-failed");
  await dialog.getByRole("button", { name: "Undo the import" }).click();
  await expect(dialog.getByText("The import was taken back.").first()).toBeVisible();
  expect(await codex.db.todo.count({ where: { deletedAt: null } })).toBe(1);

  // The same file again: what was taken back is brought back, and nothing is there twice.
  await choose();
  await dialog.getByRole("button", { name: "Import 3 todos" }).click();
  await expect(progress).toBeVisible();
  await letGo("whole");
  await expect(dialog.getByText("3 todos imported.").first()).toBeVisible();
  await page.keyboard.press("Escape");
  await todos.shows("Already here", "one", "two", "three");
  expect(await codex.db.todo.count()).toBe(4);
});
