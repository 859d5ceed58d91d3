import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, TodoPage, test } from "../src/fixtures.js";
import { keptCommands } from "../src/kept.js";
import { type MortalBrowser, startMortal } from "../src/mortal.js";
import { untilKept } from "../src/releases.js";

let folder: string;
let browser: MortalBrowser | undefined;
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "codex-crash-"));
});
test.afterEach(async () => {
  await browser?.kill();
  await rm(folder, { recursive: true, force: true });
});

/** The page in a browser that was just started. */
async function open(url: string): Promise<TodoPage> {
  browser = await startMortal(folder);
  await browser.page.goto(url);
  return new TodoPage(browser.page);
}

test("what was written without a server is there after the browser was killed, and arrives once", async ({
  codex,
  todos,
}) => {
  await todos.page.close();
  const before = await open(codex.url);
  await before.add("Milk");
  await expect(before.page.getByText("Saved", { exact: true })).toBeVisible();
  await untilKept(before);
  await codex.kill();
  await before.add("Bread", "Eggs");
  await before.rewrite("Milk", "Oat milk");
  await expect.poll(() => keptCommands(before)).toBe(3);
  await browser?.kill();

  const after = await open(codex.url);
  // Whose rows are kept may not be known yet: a browser writes its localStorage some seconds late.
  for (const text of ["Bread", "Eggs"]) await expect(after.checkbox(text)).toBeVisible();
  await codex.restart();
  await expect(after.page.getByText("Saved", { exact: true })).toBeVisible();
  await after.shows("Oat milk", "Bread", "Eggs");
  const rows = await codex.db.todo.findMany({ orderBy: { id: "asc" } });
  expect(rows.map(({ text }) => text)).toEqual(["Oat milk", "Bread", "Eggs"]);
});
