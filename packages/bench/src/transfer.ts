// What an import of as many todos as one may have takes: pnpm --filter @codex/bench transfer. Each file goes to a server
// process and a database of its own; "again" is the same file once more, which adds nothing.
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { shiftDueDays } from "@codex/core/due";
import { newId } from "@codex/core/id";
import { TRANSFER_LIMITS } from "@codex/core/limits";
import { importLineSchema } from "@codex/core/transfer/report";
import { createTestDatabase, testServerUrl } from "@codex/db/testing";
import { startServerProcess } from "./converge/server.js";

const { values: options } = parseArgs({
  options: { todos: { type: "string", default: String(TRANSFER_LIMITS.todos) } },
});
const todos = Number(options.todos);
const indices = Array.from({ length: todos }, (_, index) => index);

/** JSON with something in every field; every tenth repeats, from one of 365 days on. */
function json(): string {
  const days = Array.from({ length: 365 }, (_, day) => shiftDueDays("2099-01-01", day) ?? "");
  const zone = { mode: "schedule", zone: "UTC" };
  const series = days.map((start) => ({ id: newId(), rule: "FREQ=WEEKLY", ...zone, start }));
  const row = (index: number) => {
    const { id: seriesId, start: occurrence } = series[index % days.length] ?? {};
    return {
      ...{
        id: newId(),
        text: `Buy milk ${index}`,
        notes: "Semi-skimmed\nor whole",
        labels: ["shop", "today"],
      },
      ...{ due: occurrence, priority: 1, completed: index % 4 === 1 },
      ...(index % 10 === 0 && { seriesId, occurrence }),
    };
  };
  const list = { id: newId(), name: "Inbox", isInbox: true, deletedAt: null, series };
  return JSON.stringify({ format: "codex", lists: [{ ...list, todos: indices.map(row) }] }).replaceAll(
    "},{",
    "},\n{",
  );
}

const FILES = {
  text: indices.map((index) => `Buy milk ${index}\n`).join(""),
  json: json(),
};

/** Seconds for which a process had a processor: however many others wanted one. */
function worked(pid: number | undefined): number {
  const [user = 0, system = 0] =
    readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ").slice(11, 13).map(Number) ?? [];
  return (user + system) / 100;
}

/** Of a process, in MiB: what it holds, and the most that it has held. */
function memory(pid: number | undefined): { now: number; most: number } {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const of = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, "m").exec(status)?.[1]) / 1024;
  return { now: of("VmRSS"), most: of("VmHWM") };
}

async function send(url: string, body: string): Promise<{ seconds: number; done: string }> {
  const start = performance.now();
  const answer = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/octet-stream" },
    body,
  });
  const last = (await answer.text()).trim().split("\n").at(-1) ?? "";
  const line = importLineSchema.parse(JSON.parse(last));
  if (line.kind !== "done") throw new Error(`The import has not ended: ${last}`);
  const { added, known, refused } = line;
  if (added + known !== todos || refused.length > 0) throw new Error(`Not all were taken: ${last}`);
  return { seconds: (performance.now() - start) / 1000, done: `${added} added, ${known} known` };
}

console.log(
  `Imports of ${todos} todos: seconds, of which the server worked, its memory in MiB before and at most`,
);
for (const [format, body] of Object.entries(FILES)) {
  const database = await createTestDatabase(testServerUrl());
  const server = await startServerProcess(database.url);
  const before = memory(server.pid).now;
  const url = `http://127.0.0.1:${server.port}/api/import?format=${format}`;
  for (const what of [`${format}, ${(body.length / 2 ** 20).toFixed(1)} MiB`, `${format}, again`]) {
    const idle = worked(server.pid);
    const { seconds, done } = await send(url, body);
    const own = worked(server.pid) - idle;
    const { most } = memory(server.pid);
    const figures = [seconds.toFixed(1), own.toFixed(1), before.toFixed(0), most.toFixed(0)];
    console.log(`${figures.map((figure) => figure.padStart(7)).join("")}  ${what}: ${done}`);
  }
  await server.stop();
  await database.drop();
}
