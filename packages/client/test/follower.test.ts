import { newId } from "@codex/core/id";
import type { LiveEvent, SyncRow } from "@codex/core/sync";
import { expect, it } from "vitest";
import { Follower } from "../src/store/follower.js";
import type { LiveHandlers } from "../src/store/transport.js";

it("takes a row for news once, also from an event that begins before what is known", () => {
  const log = newId();
  const told: number[] = [];
  const heard: { handlers?: LiveHandlers } = {};
  const follower = new Follower(
    {
      push: async () => [],
      since: async () => {
        throw new Error("Nothing is missing.");
      },
      live: (handlers) => {
        heard.handlers = handlers;
        return () => {};
      },
    },
    {
      logs: () => {},
      rows: (_log, rows) => told.push(...rows.map(({ rev }) => rev)),
      complete: () => {},
      reached: () => {},
      connected: () => {},
    },
  );
  const row = (rev: number): SyncRow => ({ table: "todo", id: newId(), rev, row: null });
  const change = (from: number, to: number, ...revs: number[]): LiveEvent => ({
    type: "change",
    log,
    from,
    to,
    rows: revs.map(row),
  });
  follower.start(new Map([[log, 5]]));
  heard.handlers?.event({ type: "heads", userId: newId(), logs: [{ log, rev: 5 }] });
  heard.handlers?.event(change(5, 6, 6));
  heard.handlers?.event(change(5, 8, 6, 7, 8));
  heard.handlers?.event(change(5, 7, 6, 7));
  expect(told).toEqual([6, 7, 8]);
  expect(follower.has(log, 8)).toBe(true);
});
