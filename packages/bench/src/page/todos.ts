import { newId } from "@codex/core/id";
import type { RunningCodex } from "@codex/e2e/server";
import type { Page } from "@playwright/test";

const COUNT = 10_000;

/**
 * Fills the Inbox of whoever opened the page: every second todo is completed.
 *
 * @param filled - whether each has notes, a time, a priority and labels, and every tenth stands under another
 */
export async function fillList(codex: RunningCodex, page: Page, filled = false): Promise<void> {
  await page.goto(codex.url);
  const composer = page.getByRole("textbox", { name: "New todo" });
  await composer.fill("todo 1");
  const pushed = page.waitForResponse((answer) => answer.url().includes("sync.push"));
  await composer.press("Enter");
  await pushed;
  const { listId, createdAt } = await codex.db.todo.findFirstOrThrow();
  const ids = Array.from({ length: COUNT - 1 }, newId);
  await codex.db.todo.createMany({
    data: ids.map((id, index) => ({
      id,
      listId,
      text: `todo ${index + 2}`,
      completed: index % 2 === 0,
      // As if they had been added one by one: todos of the same moment have no room for another between them.
      createdAt: new Date(createdAt.getTime() + (index + 1) * 1000),
      ...(filled ? fieldsOf(index, ids) : {}),
    })),
  });
  await page.getByText(`${(COUNT / 2).toLocaleString("en")} left`).waitFor();
}

function fieldsOf(index: number, ids: readonly string[]) {
  const day = new Date(Date.UTC(2026, 0, 1 + (index % 700))).toISOString().slice(0, 10);
  return {
    notes: `Notes of **todo ${index + 2}**\n\n- with a list\n- and a [link](https://example.org/${index})`,
    due: index % 2 === 0 ? day : `${day}T09:00[Europe/Berlin]`,
    priority: (index % 3) + 1,
    labels: [`label${index % 20}`, `topic${index % 7}`],
    // Neither of the two is completed.
    ...(index % 10 === 3 && { parentId: ids[index - 2] ?? null }),
  };
}
