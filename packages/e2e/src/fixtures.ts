import { onceMore } from "@codex/db";
import { test as base, expect, type Locator, type Page } from "@playwright/test";
import { type Looking, look } from "./look.js";
import { type RunningCodex, runCodex } from "./server.js";

export { expect };

/** Of every account that a test makes. */
export const PASSWORD = "correct horse battery staple";

/** The server's settings for tests of accounts: nothing is refused for being the eleventh in a minute. */
export const ACCOUNTS = {
  ACCESS: "accounts",
  RATE_GUEST: "off",
  RATE_SIGN_IN: "off",
  RATE_SIGN_UP: "off",
  RATE_INVITE: "off",
};

/** A text that somebody wrote, as it stands in a sentence of the page: it does not turn round what is beside it. */
export const isolated = (text: string) => `\u2068${text}\u2069`;

/** The page as a person finds their way on it: by role and name. */
export class TodoPage {
  readonly composer: Locator;
  readonly items: Locator;
  /** The notice of a text, or notes, that somebody replaced who had not seen them. */
  readonly replaced: Locator;

  constructor(readonly page: Page) {
    this.replaced = page.getByRole("region", { name: /^Replaced (text|notes)$/ });
    this.composer = page.getByRole("textbox", { name: "New todo" });
    this.items = page.getByRole("list", { name: "Todos" }).getByRole("listitem");
  }

  async add(...texts: string[]): Promise<void> {
    for (const text of texts) {
      await this.composer.fill(text);
      await this.composer.press("Enter");
    }
  }

  /** Changes a todo's text. */
  async rewrite(text: string, to: string): Promise<void> {
    await this.checkbox(text).press("F2");
    await this.page.getByRole("textbox", { name: "Edit todo" }).fill(to);
    await this.page.keyboard.press("Enter");
    await expect(this.checkbox(to)).toBeVisible();
  }

  item(text: string): Locator {
    return this.items.filter({ has: this.page.getByRole("checkbox", { name: text, exact: true }) });
  }

  checkbox(text: string): Locator {
    return this.page.getByRole("checkbox", { name: text, exact: true });
  }

  list(name: string): Locator {
    return this.page.getByRole("navigation", { name: "Lists" }).getByRole("link", { name });
  }

  /** Opens the menu of the list that is shown, and chooses from it. */
  async choose(list: string, entry: string): Promise<void> {
    await this.page.getByRole("button", { name: `Menu of ${list}` }).click();
    await this.page.getByRole("button", { name: entry, exact: true }).click();
  }

  async addList(name: string): Promise<void> {
    const field = this.page.getByRole("textbox", { name: "New list" });
    await field.fill(name);
    await field.press("Enter");
    await expect(this.page.getByRole("heading", { level: 1, name })).toBeVisible();
  }

  /** A guest's list becomes an account's. */
  async claim(email: string): Promise<void> {
    await this.page.getByRole("link", { name: "claim it with e-mail and password" }).click();
    await this.page.getByLabel("E-mail").fill(email);
    await this.page.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await this.page.getByRole("button", { name: "Claim" }).click();
    await expect(this.page.getByText("This list is yours now.").first()).toBeVisible();
  }

  async signIn(email: string): Promise<void> {
    await this.page.goto("/sign-in");
    await this.page.getByLabel("E-mail").fill(email);
    await this.page.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await this.page.getByRole("button", { name: "Sign in" }).click();
    await expect(this.page).toHaveURL("/");
  }

  filter(name: "All" | "Active" | "Completed"): Locator {
    return this.page.getByRole("navigation", { name: "Filter" }).getByRole("link", { name });
  }

  /** Expects these todos, in this order, and no others. */
  async shows(...texts: string[]): Promise<void> {
    if (texts.length === 0) await expect(this.items).toHaveCount(0);
    await this.page.evaluate(() => scrollTo(0, 0));
    for (const [index, text] of texts.entries()) {
      const row = this.items.and(this.page.locator(`[aria-posinset="${index + 1}"]`));
      // Only what is in sight is drawn.
      if (index > 0 && (await row.count()) === 0) await this.items.last().scrollIntoViewIfNeeded();
      await expect(row).toContainText(text);
      await expect(row).toHaveAttribute("aria-setsize", String(texts.length));
    }
  }
}

export interface Fixtures {
  readonly todos: TodoPage;
  /** Opens a second browser that shares nothing with the first but the server. */
  readonly secondBrowser: (path?: string) => Promise<TodoPage>;
  /** Looks at a state of the page, as `look()` does; `pnpm screens` keeps pictures of it. */
  readonly look: (page: Page, name: string, looking?: Omit<Looking, "keep">) => Promise<void>;
}

interface WorkerFixtures {
  /** The server's settings; a file that needs others than the defaults says `test.use({ settings })`. */
  readonly settings: Record<string, string>;
  /** Whether screenshots are kept. */
  readonly keepScreens: boolean;
  readonly codex: RunningCodex;
}

/** Leaves nothing of the test before. What its page has sent may still be under way, and hold what is to go. */
async function empty({ db, url }: RunningCodex): Promise<void> {
  // What was sent before has been read once this is answered, and is written once no transaction is open.
  await fetch(`${url}/health/live`);
  await expect.poll(() => transactions(db)).toBe(0n);
  await onceMore(() => db.todo.deleteMany());
  await onceMore(() => db.series.deleteMany());
  await onceMore(() =>
    db.user.deleteMany({ where: { OR: [{ isGuest: true }, { accounts: { some: {} } }] } }),
  );
  await onceMore(() => db.label.deleteMany());
  await onceMore(() => db.savedView.deleteMany());
  await onceMore(() => db.list.deleteMany({ where: { inboxOf: null } }));
}

async function transactions(db: RunningCodex["db"]): Promise<bigint | undefined> {
  const [row] = await db.$queryRaw<{ count: bigint }[]>`
    select count(*) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and xact_start is not null and backend_type = 'client backend'`;
  return row?.count;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  settings: [{}, { scope: "worker", option: true }],
  keepScreens: [false, { scope: "worker", option: true }],
  codex: [
    async ({ settings }, use) => {
      const codex = await runCodex(settings);
      await use(codex);
      await codex.stop();
    },
    { scope: "worker" },
  ],
  baseURL: ({ codex }, use) => use(codex.url),
  look: ({ keepScreens }, use) =>
    use((page, name, looking) => look(page, name, { ...looking, keep: keepScreens })),
  todos: async ({ page, codex }, use) => {
    await empty(codex);
    const complaints = listenForComplaints(page);
    await page.goto("/");
    await use(new TodoPage(page));
    expect(complaints, "what the browser complained about").toEqual([]);
  },
  secondBrowser: async ({ browser, baseURL }, use) => {
    const opened: Page[] = [];
    const complaints: string[][] = [];
    await use(async (path = "/") => {
      const context = await browser.newContext(baseURL === undefined ? {} : { baseURL });
      const page = await context.newPage();
      opened.push(page);
      complaints.push(listenForComplaints(page));
      await page.goto(path);
      return new TodoPage(page);
    });
    for (const page of opened) await page.context().close();
    expect(complaints.flat(), "what the second browser complained about").toEqual([]);
  },
});

/** Errors of the page, and whatever breaks the content security policy. A request that fails is a test's own doing. */
export function listenForComplaints(page: Page): string[] {
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    const text = message.text();
    if (message.type() === "error" && !text.startsWith("Failed to load resource")) complaints.push(text);
  });
  return complaints;
}
