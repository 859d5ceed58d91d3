import { test as base, expect, type Locator, type Page } from "@playwright/test";
import { type RunningCodex, runCodex } from "./server.js";

export { expect };

/** The page as a person finds their way on it: by role and name. */
export class TodoPage {
  readonly composer: Locator;
  readonly items: Locator;

  constructor(readonly page: Page) {
    this.composer = page.getByRole("textbox", { name: "New todo" });
    this.items = page.getByRole("list", { name: "Todos" }).getByRole("listitem");
  }

  async add(...texts: string[]): Promise<void> {
    for (const text of texts) {
      await this.composer.fill(text);
      await this.composer.press("Enter");
    }
  }

  item(text: string): Locator {
    return this.items.filter({ has: this.page.getByRole("checkbox", { name: text, exact: true }) });
  }

  checkbox(text: string): Locator {
    return this.page.getByRole("checkbox", { name: text, exact: true });
  }

  filter(name: "All" | "Active" | "Completed"): Locator {
    return this.page.getByRole("navigation", { name: "Filter" }).getByRole("link", { name });
  }

  /** Expects these todos, in this order, and no others. */
  async shows(...texts: string[]): Promise<void> {
    await expect(this.items).toHaveCount(texts.length);
    for (const [index, text] of texts.entries()) await expect(this.items.nth(index)).toContainText(text);
  }
}

interface Fixtures {
  readonly todos: TodoPage;
  /** Opens a second browser that shares nothing with the first but the server. */
  readonly secondBrowser: () => Promise<TodoPage>;
}

export const test = base.extend<Fixtures, { codex: RunningCodex }>({
  codex: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the dependencies from the pattern
    async ({}, use) => {
      const codex = await runCodex();
      await use(codex);
      await codex.stop();
    },
    { scope: "worker" },
  ],
  baseURL: ({ codex }, use) => use(codex.url),
  todos: async ({ page, codex }, use) => {
    await codex.db.todo.deleteMany();
    const complaints = listenForComplaints(page);
    await page.goto("/");
    await use(new TodoPage(page));
    expect(complaints, "what the browser complained about").toEqual([]);
  },
  secondBrowser: async ({ browser, baseURL }, use) => {
    const opened: Page[] = [];
    await use(async () => {
      const context = await browser.newContext(baseURL === undefined ? {} : { baseURL });
      const page = await context.newPage();
      opened.push(page);
      await page.goto("/");
      return new TodoPage(page);
    });
    for (const page of opened) await page.context().close();
  },
});

/** Errors of the page, and whatever breaks the content security policy. A request that fails is a test's own doing. */
function listenForComplaints(page: Page): string[] {
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    const text = message.text();
    if (message.type() === "error" && !text.startsWith("Failed to load resource")) complaints.push(text);
  });
  return complaints;
}
