import "fake-indexeddb/auto";
import { newId } from "@codex/core/id";
import { afterEach, describe, expect, it } from "vitest";
import { openCodex } from "../src/store/codex.js";
import type { Contestant, Open } from "../src/store/contestant.js";
import { FarSide } from "../src/store/far-side.js";
import { openTanstack } from "../src/store/tanstack.js";
import { until } from "../src/store/until.js";

const contestants: readonly (readonly [string, Open])[] = [
  ["Codex", openCodex],
  ["TanStack DB", openTanstack],
];
const ids = Array.from({ length: 1_200 }, newId);
const [first = "", second = "", third = "", fourth = ""] = ids;
const open: Contestant[] = [];

afterEach(() => {
  for (const contestant of open.splice(0)) contestant.close();
});

/** A contestant that shows everything that its far side has. */
async function opened(how: Open, farSide = new FarSide(ids), keptIn = newId()): Promise<Contestant> {
  const contestant = await how(farSide, keptIn);
  open.push(contestant);
  await until(() => contestant.rows().length === farSide.todos().length);
  return contestant;
}

const shown = (contestant: Contestant) =>
  contestant.rows().map(({ id, text, completed }) => ({ id, text, completed }));
const onTheFarSide = (farSide: FarSide) =>
  farSide
    .todos()
    .toSorted((a, b) => (`${a.rank ?? "z"}${a.id}` < `${b.rank ?? "z"}${b.id}` ? -1 : 1))
    .map(({ id, text, completed }) => ({ id, text, completed }));
const settled = (contestant: Contestant, farSide: FarSide) =>
  until(() => contestant.isSettled(farSide.rev) && farSide.counts.commands > 0);

describe.each(contestants)("%s", (_name, how) => {
  it("shows all rows, what is done here at once, and what is done elsewhere", async () => {
    const farSide = new FarSide(ids);
    const contestant = await opened(how, farSide);
    expect(shown(contestant)).toEqual(onTheFarSide(farSide));
    const added = newId();
    let told = 0;
    contestant.subscribe(() => {
      told += 1;
    });
    contestant.add(added, "Added");
    contestant.setCompleted(first, true);
    contestant.setText(second, "Edited");
    contestant.remove(third);
    const expected = shown(contestant);
    expect(told).toBeGreaterThanOrEqual(4);
    expect(expected.at(-1)).toEqual({ id: added, text: "Added", completed: false });
    expect(expected.find(({ id }) => id === first)?.completed).toBe(true);
    expect(expected.find(({ id }) => id === second)?.text).toBe("Edited");
    expect(expected.find(({ id }) => id === third)).toBeUndefined();
    await settled(contestant, farSide);
    expect(farSide.counts.commands).toBe(4);
    expect(shown(contestant)).toEqual(expected);
    expect(onTheFarSide(farSide)).toEqual(expected);

    const text = "Elsewhere";
    farSide.runElsewhere({ commandId: newId(), kind: "todo.update", ids: [fourth], set: { text } });
    expect(shown(contestant).find(({ id }) => id === fourth)?.text).toBe(text);
  });

  it("takes back what is refused", async () => {
    const farSide = new FarSide(ids);
    const contestant = await opened(how, farSide);
    const before = shown(contestant).filter(({ id }) => id !== first);
    contestant.setText(first, "Too late");
    farSide.runElsewhere({ commandId: newId(), kind: "todo.delete", ids: [first] });
    await settled(contestant, farSide);
    expect(farSide.counts.commands).toBe(1);
    expect(shown(contestant)).toEqual(before);
  });

  it("keeps what could not be sent, shows it when opened again, and sends it once", async () => {
    const [farSide, keptIn] = [new FarSide(ids), newId()];
    const one = await opened(how, farSide, keptIn);
    farSide.goAway();
    for (const id of ids.slice(0, 150)) one.setCompleted(id, true);
    await until(() => one.waiting() === 150);
    const expected = shown(one);
    await until(async () => (await one.kept()) === 150);
    one.close();
    const two = await opened(how, farSide, keptIn);
    await until(() => two.waiting() === 150);
    expect(shown(two)).toEqual(expected);
    expect(farSide.counts.commands).toBe(0);
    farSide.comeBack();
    await settled(two, farSide);
    expect(farSide.counts.commands).toBe(150);
    expect(shown(two)).toEqual(expected);
    expect(onTheFarSide(farSide)).toEqual(expected);
  });
});

/** What is shown of a todo that is changed here and elsewhere, and of another that is changed elsewhere, before the first is sent. */
async function metByAnother(how: Open) {
  const farSide = new FarSide(ids);
  const contestant = await opened(how, farSide);
  farSide.goAway();
  contestant.setCompleted(first, true);
  const text = "Elsewhere";
  farSide.runElsewhere({ commandId: newId(), kind: "todo.update", ids: [first, second], set: { text } });
  const [one, other] = shown(contestant);
  farSide.comeBack();
  await settled(contestant, farSide);
  await until(() => shown(contestant)[0]?.text === text && shown(contestant)[0]?.completed === true);
  return { one, other };
}

it("differ in what they show of others' changes while something waits", async () => {
  const codex = await metByAnother(openCodex);
  expect(codex.one).toEqual({ id: first, text: "Elsewhere", completed: true });
  expect(codex.other).toEqual({ id: second, text: "Elsewhere", completed: false });
  const tanstack = await metByAnother(openTanstack);
  expect(tanstack.one).toEqual({ id: first, text: "Todo 0", completed: true });
  expect(tanstack.other).toEqual({ id: second, text: "Todo 1", completed: false });
});
