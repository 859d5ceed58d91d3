import { expect, TodoPage } from "../src/fixtures.js";
import { buildOf, CLAIM, notice, openTab, take, test, untilKept } from "../src/releases.js";

test("says what it takes to install it", async ({ todos, page }) => {
  const session = await page.context().newCDPSession(page);
  const { url, data, errors } = await session.send("Page.getAppManifest");
  expect([new URL(url).pathname, errors]).toEqual(["/manifest.webmanifest", []]);
  const manifest = JSON.parse(data ?? "");
  expect(manifest).toMatchObject({
    id: "/",
    name: "Codex",
    start_url: "/",
    scope: "/",
    display: "standalone",
  });
  const answer = await page.request.get(url);
  expect(answer.headers()["content-type"]).toContain("application/manifest+json");

  const icons: { src: string; sizes: string; purpose?: string }[] = manifest.icons;
  expect(icons.map(({ sizes, purpose = "any" }) => `${sizes} ${purpose}`)).toEqual([
    "192x192 any",
    "512x512 any",
    "512x512 maskable",
  ]);
  const apple = await page.locator("link[rel=apple-touch-icon]").getAttribute("href");
  for (const { src, sizes } of [...icons, { src: apple ?? "", sizes: "180x180" }]) {
    const size = await page.evaluate(async (src) => {
      const answer = await fetch(src);
      const { width, height } = await createImageBitmap(await answer.blob());
      return `${answer.headers.get("content-type")} ${width}x${height}`;
    }, src);
    expect(size).toBe(`image/png ${sizes}`);
  }

  const paper = () => todos.page.evaluate(() => getComputedStyle(document.body).getPropertyValue("--paper"));
  for (const scheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    const meta = page.locator(`meta[name=theme-color][media*=${scheme}]`);
    await expect(meta).toHaveAttribute("content", await paper());
  }
  await page.emulateMedia({ colorScheme: "light" });
  expect([manifest.theme_color, manifest.background_color]).toEqual([await paper(), await paper()]);
});

test("opens without the server after the first visit, and keeps what is done then", async ({
  todos,
  codex,
  context,
  page,
}) => {
  await todos.add("Milk", "Bread");
  await expect.poll(() => codex.db.todo.count()).toBe(2);
  await untilKept(todos);
  await expect(notice(todos)).toHaveCount(0);
  await codex.kill();
  await context.setOffline(true);
  await page.close();
  const tab = await openTab(context, "/active");
  await tab.shows("Milk", "Bread");
  await tab.add("Butter");
  await tab.checkbox("Milk").click();
  await tab.page.reload();
  await tab.shows("Bread", "Butter");
  // Also what was never opened before.
  await tab.page.goto("/sign-in");
  await expect(tab.page.getByRole("button", { name: "Sign in" })).toBeVisible();
  await codex.restart();
  await context.setOffline(false);
  await expect.poll(() => codex.db.todo.count()).toBe(3);
  await expect.poll(() => codex.db.todo.count({ where: { text: "Milk", completed: true } })).toBe(1);
  await expect(notice(tab)).toHaveCount(0);
});

test("leaves to the server what is the server's", async ({ todos, codex, page }) => {
  await todos.add("Milk");
  await untilKept(todos);
  const byWorker = new Map<string, boolean>();
  page.on("response", (answer) => {
    const path = new URL(answer.url()).pathname.replace(/^(\/(?:trpc\/[a-z]+|assets)).*/, "$1");
    byWorker.set(path, answer.fromServiceWorker());
  });
  expect((await page.goto("/active"))?.fromServiceWorker()).toBe(true);
  await todos.add("Bread");
  await expect.poll(() => codex.db.todo.count()).toBe(2);
  await page.evaluate(() => fetch("/api/none"));
  expect(Object.fromEntries(byWorker)).toMatchObject({
    "/active": true,
    "/assets": true,
    "/trpc/account": false,
    "/trpc/sync": false,
    "/api/none": false,
  });

  const servers = ["/todomvc", "/todomvc/", "/todomvc/?x", "/trpc", "/trpc/todo.list", "/api/none", "/api"];
  for (const path of [...servers, "/health/live", "/health?x=.y", "/assets/none.js", "/none.txt?x"]) {
    const answer = await page.goto(path);
    expect([path, answer?.fromServiceWorker()]).toEqual([path, false]);
    expect(await answer?.text()).not.toContain("<title>Codex</title>");
  }
  await page.goto("/todomvc/");
  await expect(page.getByPlaceholder("What needs to be done?")).toBeVisible();
  const kept = await page.evaluate(async () => {
    const requests = await Promise.all(
      (await caches.keys()).map(async (key) => (await caches.open(key)).keys()),
    );
    return requests.flat().map(({ url }) => new URL(url).pathname);
  });
  expect(kept).toContain("/index.html");
  expect(
    kept.filter(
      (path) => !/^\/(index\.html|favicon\.svg|look\.js|manifest\.webmanifest|assets\/[^/]+)$/.test(path),
    ),
  ).toEqual([]);
  await codex.kill();
  await expect(page.goto("/todomvc/")).rejects.toThrow("ERR_CONNECTION_REFUSED");
  await codex.restart();
});

test("offers a new version, and takes it when the button is pressed, in that tab only", async ({
  todos,
  serve,
  context,
}) => {
  await todos.add("Milk");
  await untilKept(todos);
  const other = await openTab(context);
  await other.shows("Milk");
  const before = await buildOf(todos);
  await todos.composer.fill("Half a thou");
  await other.composer.fill("Another half");
  await serve("next");

  await expect(notice(todos)).toContainText("A new version is ready.");
  await expect(notice(other)).toContainText("A new version is ready.");
  await todos.composer.pressSequentially("ght");
  await expect(todos.composer).toHaveValue("Half a thought");
  await todos.composer.press("Enter");
  await todos.shows("Milk", "Half a thought");
  await other.shows("Milk", "Half a thought");

  await notice(other).getByRole("button", { name: "Dismiss" }).click();
  await expect(notice(other)).toHaveCount(0);
  await take(todos);
  await todos.shows("Milk", "Half a thought");
  expect(await buildOf(todos)).not.toBe(before);
  await expect(notice(todos)).toHaveCount(0);

  // The other tab is told that it is the old one now, and goes on.
  await expect(notice(other)).toContainText("A new version is ready.");
  await expect(other.composer).toHaveValue("Another half");
  expect(await buildOf(other)).toBe(before);
  await todos.add("From the new one");
  await other.composer.press("Enter");
  await todos.shows("Milk", "Half a thought", "From the new one", "Another half");
  await other.shows("Milk", "Half a thought", "From the new one", "Another half");
  await take(other);
  await other.shows("Milk", "Half a thought", "From the new one", "Another half");
  expect(await buildOf(other)).toBe(await buildOf(todos));
});

test("looks for a new version when it is looked at, and goes on with the old one until it is taken", async ({
  todos,
  serve,
  page,
}) => {
  await untilKept(todos);
  const before = await buildOf(todos);
  // A visitor has no stream whose end would tell.
  await serve("next");
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await expect(notice(todos)).toContainText("A new version is ready.");
  await notice(todos).getByRole("button", { name: "Dismiss" }).click();
  await page.reload();
  await expect(notice(todos)).toContainText("A new version is ready.");
  expect(await buildOf(todos)).toBe(before);
  await take(todos);
  await expect(todos.composer).toBeVisible();
  expect(await buildOf(todos)).not.toBe(before);
});

test("offers a new version also where it took over while the old one was loading", async ({
  todos,
  serve,
  context,
}) => {
  await todos.add("Milk");
  await untilKept(todos);
  const before = await buildOf(todos);
  const late = await context.newPage();
  await late.addInitScript(() => {
    const waiting: IdleRequestCallback[] = [];
    window.requestIdleCallback = (callback) => waiting.push(callback);
    window.addEventListener("test:idle", () => {
      for (const callback of waiting) callback({ didTimeout: false, timeRemaining: () => 1 });
    });
  });
  await late.goto("/");
  const slow = new TodoPage(late);
  await slow.shows("Milk");
  await serve("next");
  await take(todos);
  await expect(notice(slow)).toHaveCount(0);
  await late.evaluate(() => window.dispatchEvent(new Event("test:idle")));
  await expect(notice(slow)).toContainText("A new version is ready.");
  expect(await buildOf(slow)).toBe(before);
  await take(slow);
  expect(await buildOf(slow)).toBe(await buildOf(todos));
});

test("an old tab goes on with a new server, also where its files are gone", async ({
  todos,
  codex,
  serve,
  context,
}) => {
  await todos.add("Milk");
  await untilKept(todos);
  const old = await openTab(context);
  await old.shows("Milk");
  const before = await buildOf(old);
  await serve("next");
  await take(todos);
  await todos.shows("Milk");

  await notice(old).getByRole("button", { name: "Dismiss" }).click();
  // The worker takes the old files away; what the browser may have kept of them besides is not to be counted on.
  await (await context.newCDPSession(old.page)).send("Network.clearBrowserCache");
  await old.page.getByRole("link", { name: CLAIM }).click();
  await expect(old.page.getByRole("heading", { name: "This part could not be loaded" })).toBeVisible();
  await expect(notice(old)).toContainText("A new version is ready.");
  await old.page.getByRole("link", { name: "Go to your todos" }).click();
  await old.add("Bread");
  await todos.shows("Milk", "Bread");
  await expect.poll(() => codex.db.todo.count()).toBe(2);
  expect(await buildOf(old)).toBe(before);

  await take(old);
  await old.page.getByRole("link", { name: CLAIM }).click();
  await expect(old.page.getByRole("button", { name: "Claim" })).toBeVisible();
  expect(await buildOf(old)).toBe(await buildOf(todos));
});

test("a new tab goes on with an old server", async ({ todos, codex, serve, page }) => {
  await todos.add("Milk");
  await untilKept(todos);
  const older = await buildOf(todos);
  await serve("next");
  await take(todos);
  await todos.shows("Milk");
  const newer = await buildOf(todos);
  expect(newer).not.toBe(older);
  await serve("this");
  await expect(notice(todos)).toContainText("A new version is ready.");
  await todos.add("Bread");
  await expect.poll(() => codex.db.todo.count()).toBe(2);
  await page.getByRole("link", { name: CLAIM }).click();
  await expect(page.getByRole("button", { name: "Claim" })).toBeVisible();
  expect(await buildOf(todos)).toBe(newer);
  await take(todos);
  await page.getByRole("link", { name: "Codex" }).click();
  await todos.shows("Milk", "Bread");
  expect(await buildOf(todos)).toBe(older);
});
