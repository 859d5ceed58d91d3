// Our store beside TanStack DB, at the same job: pnpm --filter @codex/bench bench:store. docs/decisions/0018-store-weighed.md says what follows.
import "fake-indexeddb/auto";
import { newId } from "@codex/core/id";
import { openCodex } from "./store/codex.js";
import type { Open } from "./store/contestant.js";
import { gzippedSize } from "./store/size.js";
import { load, queue, work } from "./store/speed.js";
import { openTanstack } from "./store/tanstack.js";
import { inTurns, report } from "./store/turns.js";

const TODOS = 10_000;
const QUEUED = 1_000;

const contestants: ReadonlyMap<string, Open> = new Map([
  ["Codex", openCodex],
  ["TanStack DB", openTanstack],
]);
const ids = Array.from({ length: TODOS }, newId);

await sizes();
await loading();
await working();
await queueing();

/** What a page loads for the job, the way to the server included, and how much of it is for the job. */
async function sizes(): Promise<void> {
  const transport = "@codex/client/transport";
  const alone = await gzippedSize([transport]);
  console.log("Size (times the first line; kB gzipped, and without the way to the server)");
  let first: number | undefined;
  for (const [name, module] of [
    ["Codex", "./store/codex.js"],
    ["TanStack DB", "./store/tanstack.js"],
  ] as const) {
    const size = await gzippedSize([transport, new URL(module, import.meta.url).href]);
    first ??= size;
    const columns = [(size / first).toFixed(2), kilobytes(size), kilobytes(size - alone)];
    console.log(`${columns.map((column) => column.padStart(9)).join("")}  ${name}`);
  }
}

async function loading(): Promise<void> {
  const once = each((how) => () => load(how, ids));
  report(`${TODOS} todos loaded and shown`, await inTurns(once, 9));
}

async function working(): Promise<void> {
  const open = new Map(
    await Promise.all([...contestants].map(async ([name, how]) => [name, await work(how, ids)] as const)),
  );
  const toggles = new Map([...open].map(([name, { toggle }]) => [name, toggle]));
  report(`One of ${TODOS} completed, until the subscriber was told`, await inTurns(toggles, 300));
  const heard = new Map([...open].map(([name, { hear }]) => [name, hear]));
  report(`One of ${TODOS} edited elsewhere, until the subscriber was told`, await inTurns(heard, 300));
  for (const { close } of open.values()) close();
}

async function queueing(): Promise<void> {
  const results = await inTurns(
    each((how) => () => queue(how, ids, QUEUED)),
    3,
  );
  const show = (title: string, of: (result: Awaited<ReturnType<typeof queue>>) => readonly number[]) =>
    report(title, new Map([...results].map(([name, all]) => [name, all.flatMap(of)])));
  show(`One completed while up to ${QUEUED} wait`, ({ toggles }) => toggles);
  show(`${TODOS} todos shown again with ${QUEUED} that wait`, ({ reopening }) => [reopening]);
  show(`${QUEUED} that waited sent and counted in`, ({ replaying }) => [replaying]);
  for (const [name, all] of results) console.log(`  ${all[0]?.pushes} requests: ${name}`);
}

/** The same measurement for each contestant. */
function each<Once>(measure: (how: Open) => Once): ReadonlyMap<string, Once> {
  return new Map([...contestants].map(([name, how]) => [name, measure(how)]));
}

function kilobytes(bytes: number): string {
  return (bytes / 1_000).toFixed(1);
}
