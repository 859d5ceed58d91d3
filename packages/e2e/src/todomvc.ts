import type { Locator, Page } from "@playwright/test";
import { test as base, expect, listenForComplaints } from "./fixtures.js";
import { findNginx, runNginx } from "./nginx.js";
import { WEB_DIR } from "./server.js";

export { expect };

/** The server itself, and nginx before it where there is one. */
export const DOORS: readonly Door[] = findNginx() ? ["the server", "nginx"] : ["the server"];
type Door = "the server" | "nginx";

/** The TodoMVC page, by what its specification calls things. */
export class TodoMvc {
  readonly input: Locator;
  readonly items: Locator;
  readonly toggleAll: Locator;
  readonly count: Locator;
  readonly clear: Locator;
  readonly alert: Locator;

  constructor(readonly page: Page) {
    this.input = page.getByPlaceholder("What needs to be done?");
    this.items = page.getByTestId("todo-item");
    this.toggleAll = page.getByRole("checkbox", { name: "❯Mark all as complete" });
    this.count = page.getByTestId("todo-count");
    this.clear = page.getByRole("button", { name: "Clear completed" });
    this.alert = page.getByRole("alert");
  }

  async add(...titles: string[]): Promise<void> {
    for (const title of titles) {
      await this.input.fill(title);
      await this.input.press("Enter");
    }
  }

  item(index: number) {
    const row = this.items.nth(index);
    return {
      row,
      title: row.getByTestId("todo-title"),
      toggle: row.getByRole("checkbox", { name: "Toggle Todo" }),
      destroy: row.getByRole("button", { name: "Delete" }),
      editor: row.getByRole("textbox", { name: "Edit" }),
    };
  }

  /** Opens the editor of a todo. */
  async edit(index: number): Promise<Locator> {
    const { title, editor } = this.item(index);
    await title.dblclick();
    await expect(editor).toBeFocused();
    return editor;
  }

  filter(name: "All" | "Active" | "Completed"): Locator {
    return this.page.getByRole("link", { name, exact: true });
  }

  /** Expects these todos, in this order, and no others. */
  shows(...titles: string[]): Promise<void> {
    return expect(this.page.getByTestId("todo-title")).toHaveText(titles);
  }

  /** What the page keeps in `localStorage["react-todos"]`, without ids. */
  mirror(): Promise<unknown> {
    return this.page.evaluate(() => {
      const kept: { id: string; title: string; completed: boolean }[] = JSON.parse(
        localStorage.getItem("react-todos") ?? "[]",
      );
      return kept.map(({ id, ...rest }) => (id === "" ? "no id" : rest));
    });
  }
}

/** Tests of the TodoMVC page, each by a visitor of their own, at the door that `test.use({ door })` names. */
export const test = base.extend<{ door: Door; mvc: TodoMvc }, { nginxUrl: string }>({
  door: ["the server", { option: true }],
  nginxUrl: [
    async ({ codex }, use) => {
      const binary = findNginx();
      const nginx = binary === undefined ? undefined : await runNginx(binary, [codex.port], WEB_DIR);
      await use(nginx?.url ?? "");
      await nginx?.stop();
    },
    { scope: "worker" },
  ],
  baseURL: ({ door, codex, nginxUrl }, use) => use(door === "nginx" ? nginxUrl : codex.url),
  mvc: async ({ page }, use) => {
    const complaints = listenForComplaints(page);
    await page.goto("/todomvc/");
    await use(new TodoMvc(page));
    expect(complaints, "what the browser complained about").toEqual([]);
  },
});
