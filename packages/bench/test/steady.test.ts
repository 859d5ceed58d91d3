import { testServerUrl } from "@codex/db/testing";
import { expect, it } from "vitest";
import { growing, leaked, type Minute, summary } from "../src/steady/judge.js";
import { soak } from "../src/steady/run.js";

const MB = 1024 * 1024;
const FLAT: Minute = {
  requests: 6_000,
  p50: 2,
  p99: 10,
  processor: 3,
  had: 0,
  heap: 40 * MB,
  rss: 150 * MB,
  sockets: 130,
  streams: 120,
  pool: { open: 8, idle: 8, waiting: 0 },
  connections: 9,
};

/** Thirty minutes that are flat but for what is made of each. */
const minutesWith = (of: (minute: number) => Partial<Minute>): Minute[] =>
  Array.from({ length: 30 }, (_, minute) => ({ ...FLAT, ...of(minute) }));

it("lets go of every stream, socket and connection of people who come and go", async () => {
  const size = { rate: 20, streams: 10, people: 3, todosEach: 20, minutes: 5, secondsEach: 1 };
  const told: number[] = [];
  const figures = await soak({ serverUrl: testServerUrl(), ...size }, (_minute, index) => told.push(index));
  const { minutes, requests, replacements, crowd, end } = figures;
  expect(leaked(end)).toEqual([]);
  expect(requests).toMatchObject({ failed: 0, failures: [] });
  expect(replacements).toMatchObject({ failed: 0, failures: [] });
  expect(crowd.lost).toBe(0);
  expect(told).toEqual([0, 1, 2, 3, 4]);
  // It was asked and read, in every way of going, and what was held meanwhile was seen.
  expect(requests.begun).toBeGreaterThan(80);
  expect(replacements.begun).toBeGreaterThanOrEqual(8);
  expect(crowd.changes).toBeGreaterThan(0);
  expect(minutes.some(({ streams }) => streams > size.streams / 2)).toBe(true);
});

it("says what grows, and nothing of what does not", () => {
  expect(growing(minutesWith(() => ({})))).toEqual([]);
  // What is made once is made in the first minutes.
  expect(growing(minutesWith((minute) => ({ heap: Math.min(20 + minute * 5, 40) * MB })))).toEqual([]);
  // One minute in which the machine had something else to do.
  expect(growing(minutesWith((minute) => (minute === 27 ? { p50: 90, rss: 900 * MB } : {})))).toEqual([]);
  expect(growing(minutesWith((minute) => ({ heap: (40 + minute) * MB })))).toEqual([
    "Not flat: heap after a collection, MB went from 48.0 to 66.0; at most 57.8 is flat.",
  ]);
  const all = minutesWith((minute) => ({
    rss: (150 + 4 * minute) * MB,
    p50: 2 + minute / 5,
    processor: 3 + minute / 5,
    sockets: 130 + 3 * minute,
    streams: 120 + 3 * minute,
  }));
  expect(growing(all)).toEqual([
    "Not flat: resident memory, MB went from 182.0 to 254.0; at most 220.2 is flat.",
    "Not flat: latency p50, ms went from 3.6 to 7.2; at most 5.4 is flat.",
    "Not flat: processor for a request, ms went from 4.6 to 8.2; at most 6.9 is flat.",
    "Not flat: sockets of clients went from 154.0 to 208.0; at most 179.4 is flat.",
    "Not flat: live streams went from 144.0 to 198.0; at most 163.4 is flat.",
  ]);
  expect(summary(all)).toMatch(/^medians of minutes +7–12 +25–30 +at most\n/);
  expect(() => growing(all.slice(0, 4))).toThrow("It takes 5 minutes");
});

it("says what is still held", () => {
  const gone = { ...FLAT, streams: 0, sockets: 0 };
  expect(leaked(gone)).toEqual([]);
  expect(leaked({ ...gone, streams: 3 })).toEqual(["Leaked: 3 live streams are open though nobody reads."]);
  expect(leaked({ ...gone, sockets: 2 })).toEqual(["Leaked: 2 sockets are open though nobody is connected."]);
  expect(leaked({ ...gone, pool: { open: 8, idle: 6, waiting: 4 }, connections: 12 })).toEqual([
    "Leaked: 2 of the pool are in use by nobody.",
    "Leaked: 4 wait for a connection though nobody asks.",
    "Leaked: 3 connections to the database are not the pool's.",
  ]);
});
