import { performance } from "node:perf_hooks";
import { newId } from "@codex/core/id";
import { IDBFactory } from "fake-indexeddb";
import type { Contestant, Open, ShownTodo } from "./contestant.js";
import { FarSide } from "./far-side.js";
import { until } from "./until.js";

/** A contestant that shows its whole list. */
export interface AtWork {
  /** Completes one todo. @returns milliseconds until the subscriber was told */
  toggle(turn: number): Promise<number>;
  /** Another device edits one todo. @returns milliseconds until the subscriber was told */
  hear(turn: number): Promise<number>;
  close(): void;
}

/** What became of changes that could not be sent. Times are in milliseconds. */
export interface Queueing {
  /** Until the subscriber was told, for each. */
  readonly toggles: readonly number[];
  /** From opening again until all rows were shown with all that waits. */
  readonly reopening: number;
  /** From the far side's return until nothing waits and all was read. */
  readonly replaying: number;
  /** How many requests that took. */
  readonly pushes: number;
}

/** Opens a list for the first time. @returns milliseconds until all of it was shown */
export async function load(how: Open, ids: readonly string[]): Promise<number> {
  forgetBrowser();
  const { contestant, took } = await open(
    how,
    new FarSide(ids),
    newId(),
    (rows) => rows.length === ids.length,
  );
  await contestant.kept();
  contestant.close();
  return took;
}

/** Opens a list, for what is done with an open one. */
export async function work(how: Open, ids: readonly string[]): Promise<AtWork> {
  forgetBrowser();
  const farSide = new FarSide(ids);
  const { contestant } = await open(how, farSide, newId(), (rows) => rows.length === ids.length);
  await contestant.kept();
  return {
    toggle: async (turn) => {
      const [index, id] = pick(ids, turn);
      const took = await told(
        contestant,
        () => contestant.setCompleted(id, true),
        (rows) => rows[index]?.completed === true,
      );
      await until(() => contestant.isSettled(farSide.rev));
      return took;
    },
    hear: (turn) => {
      const [index, id] = pick(ids, turn);
      const text = `Elsewhere ${turn}`;
      return told(
        contestant,
        () => farSide.runElsewhere({ commandId: newId(), kind: "todo.update", ids: [id], set: { text } }),
        (rows) => rows[index]?.text === text,
      );
    },
    close: () => contestant.close(),
  };
}

/** Completes some todos while nothing can be sent, opens the list again, and lets all of them be sent. */
export async function queue(how: Open, ids: readonly string[], count: number): Promise<Queueing> {
  forgetBrowser();
  const [farSide, keptIn] = [new FarSide(ids), newId()];
  const { contestant } = await open(how, farSide, keptIn, (rows) => rows.length === ids.length);
  await contestant.kept();
  farSide.goAway();
  const toggles: number[] = [];
  for (let turn = 0; turn < count; turn++) {
    const [index, id] = pick(ids, turn);
    const isDone = (rows: readonly ShownTodo[]) => rows[index]?.completed === true;
    toggles.push(await told(contestant, () => contestant.setCompleted(id, true), isDone));
  }
  await until(async () => (await contestant.kept()) === count);
  contestant.close();

  const reopened = await open(
    how,
    farSide,
    keptIn,
    (rows) => rows.length === ids.length && done(rows) === count,
  );
  await reopened.contestant.kept();
  const begun = performance.now();
  farSide.comeBack();
  await until(() => farSide.counts.commands === count && reopened.contestant.isSettled(farSide.rev));
  const replaying = performance.now() - begun;
  if (done(reopened.contestant.rows()) !== count || done(farSide.todos()) !== count)
    throw new Error("Something was lost.");
  reopened.contestant.close();
  return { toggles, reopening: reopened.took, replaying, pushes: farSide.counts.pushes };
}

/** @param isSo - whether what is shown is what was waited for */
async function open(
  how: Open,
  farSide: FarSide,
  keptIn: string,
  isSo: (rows: readonly ShownTodo[]) => boolean,
): Promise<{ contestant: Contestant; took: number }> {
  const begun = performance.now();
  const contestant = await how(farSide, keptIn);
  if (!isSo(contestant.rows())) await told(contestant, () => {}, isSo);
  return { contestant, took: performance.now() - begun };
}

/** Does something. @returns milliseconds until the subscriber was told of rows that are as they should be */
async function told(
  contestant: Contestant,
  act: () => void,
  isSo: (rows: readonly ShownTodo[]) => boolean,
): Promise<number> {
  let at: number | undefined;
  const unsubscribe = contestant.subscribe(() => {
    if (at === undefined && isSo(contestant.rows())) at = performance.now();
  });
  const begun = performance.now();
  act();
  await until(() => at !== undefined);
  unsubscribe();
  return (at ?? Number.NaN) - begun;
}

/** Todos all over the list, each once. */
function pick(ids: readonly string[], turn: number): readonly [index: number, id: string] {
  const index = (turn * 7_919) % ids.length;
  return [index, ids[index] ?? ""];
}

function done(rows: readonly ShownTodo[]): number {
  return rows.filter(({ completed }) => completed).length;
}

/** A browser that keeps nothing yet; and the memory of what the last one kept is free. */
function forgetBrowser(): void {
  Reflect.set(globalThis, "indexedDB", new IDBFactory());
}
