import type { PlaywrightTestArgs } from "@playwright/test";
import { cutOff, lookAt } from "../src/away.js";
import { expect, type Fixtures, isolated, type TodoPage, test } from "../src/fixtures.js";
import { lanAddress } from "../src/lan.js";
import { openTab } from "../src/releases.js";
import type { RunningCodex } from "../src/server.js";

test.use({ settings: { HOST: "0.0.0.0", ACCESS: "single" } });

test("what is given offline in one tab after another is sent in that order, whatever the clock says", async ({
  todos,
  codex,
  page,
  context,
}) => {
  await todos.add("Bread");
  await expect.poll(() => codex.db.todo.count()).toBe(1);
  const other = await openTab(context);
  await other.shows("Bread");
  await context.setOffline(true);
  await todos.add("Milk");
  await other.page.clock.setFixedTime(Date.now() - 3_600_000);
  await lookAt(other);
  await other.rewrite("Milk", "Oat milk");
  await lookAt(todos);
  await todos.shows("Bread", "Oat milk");
  await other.page.close();
  await todos.checkbox("Oat milk").check();
  const reconnect = await cutOff(context);
  await page.reload();
  await todos.shows("Bread", "Oat milk");
  await expect(todos.checkbox("Oat milk")).toBeChecked();
  await reconnect();
  await expect.poll(() => codex.db.todo.count({ where: { text: "Oat milk", completed: true } })).toBe(1);
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  await expect(page.getByRole("alert")).toHaveCount(0);
});

type Place = Pick<PlaywrightTestArgs, "page" | "context"> &
  Pick<Fixtures, "todos" | "secondBrowser"> & {
    readonly codex: RunningCodex;
  };

/** Two tabs that have both sent what will be refused; the first one waits for its answer until told otherwise. */
async function refusedInBoth({ todos, codex, page, context, secondBrowser }: Place) {
  await todos.add("Milk", "Bread");
  const [second, other] = [await openTab(context), await secondBrowser()];
  for (const tab of [second, other]) await tab.shows("Milk", "Bread");
  let answer = () => {};
  const held = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route("**/trpc/sync.push*", async (route) => {
    await held;
    await route.continue();
  });
  await context.setOffline(true);
  await todos.rewrite("Milk", "Oat milk");
  await lookAt(second);
  await second.shows("Oat milk", "Bread");
  await other.checkbox("Milk").press("Delete");
  await expect.poll(() => codex.db.todo.count({ where: { deletedAt: { not: null } } })).toBe(1);
  await context.setOffline(false);
  const [notice, noticeThere] = [page.getByRole("alert"), second.page.getByRole("alert")];
  await expect(noticeThere).toContainText(`Could not save “${isolated("Oat milk")}”`);
  return { second, notice, noticeThere, answer };
}

test("what was refused in two tabs is gone from both once it was dismissed in one", async ({
  todos,
  codex,
  page,
  context,
  secondBrowser,
}) => {
  const place = { todos, codex, page, context, secondBrowser };
  const { second, notice, noticeThere, answer } = await refusedInBoth(place);
  answer();
  await expect(notice).toContainText(`Could not save “${isolated("Oat milk")}”`);
  await noticeThere.getByRole("button", { name: "Dismiss" }).click();
  await expect(second.composer).toHaveValue("Oat milk");
  await lookAt(todos);
  await expect(notice).toHaveCount(0);
  await expect(todos.composer).toHaveValue("");
  await page.reload();
  await todos.shows("Bread");
  await expect(notice).toHaveCount(0);
});

test("what one tab let go of does not come back when another hears late that it was refused", async ({
  todos,
  codex,
  page,
  context,
  secondBrowser,
}) => {
  const place = { todos, codex, page, context, secondBrowser };
  const { second, notice, noticeThere, answer } = await refusedInBoth(place);
  await noticeThere.getByRole("button", { name: "Dismiss" }).click();
  const refused = page.waitForResponse("**/trpc/sync.push*");
  answer();
  await refused;
  await todos.shows("Bread");
  await lookAt(todos);
  await expect(notice).toHaveCount(0);
  await page.reload();
  await todos.shows("Bread");
  await expect(notice).toHaveCount(0);
  await expect(second.composer).toHaveValue("Oat milk");
});

for (const [by, host] of [
  ["a lock", "localhost"],
  ["an election, over plain http", lanAddress()],
] as const) {
  test(`tabs share one stream by ${by}; all know when it is lost, and another takes it over`, async ({
    todos,
    codex,
    context,
    secondBrowser,
  }) => {
    const streams: unknown[] = [];
    context.on("request", (request) => {
      if (request.url().includes("/trpc/sync.live")) streams.push(request.frame().page());
    });
    const address = `http://${host}:${codex.port}/`;
    const saved = ({ page }: TodoPage) => page.getByText("Saved", { exact: true });
    const unreachable = ({ page }: TodoPage) => page.getByText("The server cannot be reached.");
    await todos.page.goto(address);
    expect(await todos.page.evaluate(() => "locks" in navigator)).toBe(host === "localhost");
    await todos.add("Milk");
    await expect(saved(todos)).toBeVisible();
    const second = await openTab(context, address);
    await expect(saved(second)).toBeVisible();
    const other = await secondBrowser();
    await other.add("Bread");
    for (const tab of [todos, second]) await tab.shows("Milk", "Bread");
    expect(new Set(streams)).toEqual(new Set([todos.page]));

    await codex.kill();
    for (const tab of [todos, second]) await expect(unreachable(tab)).toBeVisible();
    const reconnect = await cutOff(context);
    await codex.restart();
    await other.checkbox("Milk").check();
    const third = await openTab(context, address);
    await expect(unreachable(third)).toBeVisible();
    await expect(saved(third)).toHaveCount(0);
    await todos.page.close();
    await reconnect();
    for (const tab of [second, third]) {
      await expect(tab.checkbox("Milk")).toBeChecked();
      await expect(unreachable(tab)).toHaveCount(0);
    }
    await second.add("Butter");
    await third.shows("Milk", "Bread", "Butter");
  });
}
