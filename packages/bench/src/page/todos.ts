import { newId } from "@codex/core/id";
import type { RunningCodex } from "@codex/e2e/server";
import type { Page } from "@playwright/test";

const COUNT = 10_000;

/** Fills the Inbox of whoever opened the page: every second todo is completed. */
export async function fillList(codex: RunningCodex, page: Page): Promise<void> {
  await page.goto(codex.url);
  const composer = page.getByRole("textbox", { name: "New todo" });
  await composer.fill("todo 1");
  const pushed = page.waitForResponse((answer) => answer.url().includes("sync.push"));
  await composer.press("Enter");
  await pushed;
  const { listId, createdAt } = await codex.db.todo.findFirstOrThrow();
  await codex.db.todo.createMany({
    data: Array.from({ length: COUNT - 1 }, (_, index) => ({
      id: newId(),
      listId,
      text: `todo ${index + 2}`,
      completed: index % 2 === 0,
      // As if they had been added one by one: todos of the same moment have no room for another between them.
      createdAt: new Date(createdAt.getTime() + (index + 1) * 1000),
    })),
  });
  await page.getByText(`${(COUNT / 2).toLocaleString("en")} left`).waitFor();
}
