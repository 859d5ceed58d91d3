import { newId } from "@codex/core/id";
import type { LiveEvent, SincePage, SyncRow } from "@codex/core/sync";
import { expect, it, onTestFinished, vi } from "vitest";
import { Follower } from "../src/store/follower.js";
import type { LiveHandlers } from "../src/store/transport.js";

const row = (rev: number): SyncRow => ({ table: "todo", id: newId(), rev, row: null });

/** A follower of one log that is known up to 5, whose server says what a test says. */
function following(since: () => Promise<SincePage>) {
  const log = newId();
  const heard: { handlers?: LiveHandlers } = {};
  const told = { rows: [] as number[], connected: [] as boolean[] };
  const follower = new Follower(
    {
      push: async () => [],
      since,
      live: (handlers) => {
        heard.handlers = handlers;
        return () => {};
      },
    },
    {
      logs: () => {},
      rows: (_log, rows) => told.rows.push(...rows.map(({ rev }) => rev)),
      complete: () => {},
      reached: () => {},
      connected: (connected) => told.connected.push(connected),
    },
  );
  follower.start(new Map([[log, 5]]));
  const hear = (event: LiveEvent) => heard.handlers?.event(event);
  const heads = (rev: number) => hear({ type: "heads", userId: newId(), logs: [{ log, rev }] });
  return { log, follower, told, hear, heads };
}

it("takes a row for news once, also from an event that begins before what is known", () => {
  const { log, follower, told, hear, heads } = following(async () => {
    throw new Error("Nothing is missing.");
  });
  const change = (from: number, to: number, ...revs: number[]): LiveEvent => ({
    type: "change",
    log,
    from,
    to,
    rows: revs.map(row),
  });
  heads(5);
  hear(change(5, 6, 6));
  hear(change(5, 8, 6, 7, 8));
  hear(change(5, 7, 6, 7));
  expect(told.rows).toEqual([6, 7, 8]);
  expect(follower.has(log, 8)).toBe(true);
});

it("is not up to date until what could not be read is, which it asks for again", async () => {
  vi.useFakeTimers();
  onTestFinished(() => {
    vi.useRealTimers();
  });
  let isAway = true;
  const { told, heads } = following(async () => {
    if (isAway) throw new TypeError("The network is away.");
    return { rows: [row(6)], cursor: "6", rev: 6, more: false, reset: false };
  });
  heads(6);
  await vi.advanceTimersByTimeAsync(4_000);
  expect(told.connected).toEqual([true, false, false, false]);
  isAway = false;
  await vi.advanceTimersByTimeAsync(4_000);
  expect(told.connected.slice(4)).toEqual([true]);
  expect(told.rows).toEqual([6]);
});

it("asks for nothing once it is stopped", async () => {
  const asked: string[] = [];
  const { log, follower, heads } = following(async () => {
    asked.push("since");
    throw new TypeError("The network is away.");
  });
  heads(5);
  follower.stop();
  follower.ask(log);
  expect(asked).toEqual([]);
});
