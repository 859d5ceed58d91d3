// What an input costs on a page of 10,000 todos: pnpm --filter @codex/bench page --help
import { loadavg } from "node:os";
import { parseArgs } from "node:util";
import { CHROMIUM_ARGS, findChromium } from "@codex/e2e/chromium";
import { runCodex } from "@codex/e2e/server";
import { type Browser, chromium } from "@playwright/test";
import { barely, emptyPageActions, todoActions, toggling } from "./page/actions.js";
import { measure, record } from "./page/measure.js";
import { PROFILE_CATEGORIES, phasesOf, profileOf } from "./page/profile.js";
import { printProfile, printTable } from "./page/report.js";
import { buildReadablePage, serveComparisons } from "./page/site.js";
import { fillList } from "./page/todos.js";

const { values } = parseArgs({
  options: {
    turns: { type: "string", default: "5" },
    profile: { type: "boolean", default: false },
    filled: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});
if (values.help) {
  console.log(`pnpm --filter @codex/bench page [--turns 5] [--filled] [--profile]

Measures what inputs cost on the built page with 10,000 todos, in turns with a page that has one button and with
a plain React list, twenty times a turn. With --filled every field of each todo is filled. With --profile it tells
instead in which functions the time goes, on a build that keeps their names. It needs TEST_DATABASE_URL: docs/performance.md.`);
  process.exit(0);
}

/** How often an action is done in one turn. */
const PER_TURN = 20;

const browser = await chromium.launch({ executablePath: await findChromium(), args: CHROMIUM_ARGS });
if (values.profile) await profile(browser);
else await compare(browser, Number(values.turns));
await browser.close();

/** Measures all actions, and prints a table. */
async function compare(browser: Browser, turns: number): Promise<void> {
  const codex = await runCodex({ RATE_USER: "off" });
  const site = await serveComparisons();
  const [empty, plain, todos] = [await browser.newPage(), await browser.newPage(), await browser.newPage()];
  await empty.goto(`${site.url}empty.html`);
  await plain.goto(`${site.url}plain.html`);
  await fillList(codex, todos, values.filled);
  const { click, key } = emptyPageActions(empty);
  const plainToggle = toggling(plain, "plain list, toggle");
  const alone = barely(todos);
  const actions = todoActions(todos);
  const samples = await measure(
    browser,
    [
      { page: empty, action: click },
      { page: empty, action: key },
      { page: plain, action: plainToggle },
      { page: todos, action: alone },
      ...actions.map((action) => ({ page: todos, action })),
    ],
    { turns, perTurn: PER_TURN },
  );
  const [clicked = "", pressed = "", plainly = "", barest = ""] = [click, key, plainToggle, alone].map(
    ({ names }) => names[0],
  );
  console.log(`${turns * PER_TURN} of each; load of the machine ${loadavg()[0]?.toFixed(1)}\n`);
  printTable(samples, [
    { name: clicked, empty: clicked, isOurs: false },
    { name: pressed, empty: pressed, isOurs: false },
    { name: plainly, empty: clicked, isOurs: false },
    { name: barest, empty: clicked, isOurs: false },
    ...actions.flatMap(({ names, input }) =>
      names.map((name) => ({
        name,
        empty: input === "keydown" ? pressed : clicked,
        isOurs: true,
        ...(name === "toggle" && { plain: plainly }),
      })),
    ),
  ]);
  await site.stop();
  await codex.stop();
}

/** Prints where the time of the actions of the page goes. */
async function profile(browser: Browser): Promise<void> {
  const readable = await buildReadablePage();
  const codex = await runCodex({ RATE_USER: "off", WEB_DIR: readable.dir });
  const page = await browser.newPage();
  await fillList(codex, page, values.filled);
  for (const action of todoActions(page)) {
    const { names, input } = action;
    await record(browser, { page, action }, PER_TURN, []);
    const events = await record(browser, { page, action }, PER_TURN, PROFILE_CATEGORIES);
    for (const [at, name] of names.entries()) {
      const isMeant = (index: number) => index % names.length === at;
      printProfile(name, phasesOf(events, input, isMeant), profileOf(events, input, isMeant));
    }
  }
  await codex.stop();
  readable.remove();
}
