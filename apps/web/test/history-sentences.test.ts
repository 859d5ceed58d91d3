import { describe, expect, it } from "vitest";
import { type Entry, happened } from "../src/acting/history-sentences.js";
import { history as german } from "../src/words/de/history.js";
import { type HistoryWords, history } from "../src/words/en/history.js";

const ANNA = { id: "0b8a1de6-9f6f-4f0e-8d0b-6d4d5f0f1a01", name: "Anna", isYou: false };
const YOU = { ...ANNA, name: "Otto", isYou: true };
const COMMAND = "0b8a1de6-9f6f-4f0e-8d0b-6d4d5f0f1a02";

let rev = 0;

/** An entry of the history; each with a number of its own, unless one is given. */
function entry(fields: Entry["fields"], given: Partial<Entry> = {}): Entry {
  rev += 1;
  return {
    at: "2026-11-26T09:00:00.000Z",
    rev,
    user: ANNA,
    commandId: null,
    kind: "todo.update",
    undone: false,
    title: "Milk",
    table: "todo",
    id: ANNA.id,
    what: "changed",
    fields,
    ...given,
  };
}

const changed = (name: string, before: unknown, after: unknown, given: Partial<Entry> = {}) =>
  entry({ [name]: { before, after } }, given);

/** Without what keeps names from turning round the sentence. */
const plain = (text: string) => text.replace(/[\u2068\u2069]/g, "");
const said = (words: HistoryWords, ...entries: readonly Entry[]) =>
  happened(entries, (kind) => kind === "todo.update", words, true).map(({ sentence }) => plain(sentence));

const DONE: readonly (readonly [Entry, string, string])[] = [
  [entry({}, { what: "added", kind: "todo.create" }), "Anna added “Milk”", "Anna hat „Milk“ hinzugefügt"],
  [
    entry({}, { what: "added", kind: "todo.move", user: YOU }),
    "You moved “Milk” here",
    "Du hast „Milk“ hierher verschoben",
  ],
  [
    entry({}, { what: "left", kind: "todo.move" }),
    "Anna moved “Milk” to another list",
    "Anna hat „Milk“ in eine andere Liste verschoben",
  ],
  [changed("deletedAt", null, "2026-11-26T09:00:00.000Z"), "Anna deleted “Milk”", "Anna hat „Milk“ gelöscht"],
  [
    changed("deletedAt", "2026-11-26T09:00:00.000Z", null),
    "Anna brought “Milk” back",
    "Anna hat „Milk“ zurückgeholt",
  ],
  [changed("completed", false, true, { user: YOU }), "You completed “Milk”", "Du hast „Milk“ erledigt"],
  [
    changed("completed", true, false, { user: null }),
    "Somebody reopened “Milk”",
    "Jemand hat „Milk“ wieder geöffnet",
  ],
  [
    changed("text", "Milk", "Oat milk"),
    "Anna changed “Milk” to “Oat milk”",
    "Anna hat „Milk“ in „Oat milk“ geändert",
  ],
  [
    changed("due", null, "2026-11-27"),
    "Anna made “Milk” due on Nov 27, 2026",
    "Anna hat „Milk“ auf Nov 27, 2026 gelegt",
  ],
  [
    changed("due", "2026-11-27", null),
    "Anna took the date from “Milk”",
    "Anna hat das Datum von „Milk“ entfernt",
  ],
  [
    changed("priority", null, 1),
    "Anna gave “Milk” the priority “high”",
    "Anna hat die Priorität von „Milk“ auf „hoch“ gesetzt",
  ],
  [
    changed("priority", 1, null),
    "Anna took the priority from “Milk”",
    "Anna hat die Priorität von „Milk“ entfernt",
  ],
  [
    changed("labels", [], ["home", "shop"]),
    "Anna put #home, #shop on “Milk”",
    "Anna hat #home, #shop auf „Milk“ gesetzt",
  ],
  [changed("labels", ["home"], []), "Anna took #home from “Milk”", "Anna hat #home von „Milk“ entfernt"],
  [
    changed("notes", null, "2 l"),
    "Anna changed the notes of “Milk”",
    "Anna hat die Notizen zu „Milk“ geändert",
  ],
  [
    changed("parentId", null, ANNA.id),
    "Anna made “Milk” a subtask",
    "Anna hat „Milk“ zur Teilaufgabe gemacht",
  ],
  [changed("seriesId", null, ANNA.id), "Anna let “Milk” repeat", "Anna hat „Milk“ wiederkehren lassen"],
  [
    changed("rank", "a0", "a1"),
    "Anna put “Milk” in another place",
    "Anna hat „Milk“ an eine andere Stelle gesetzt",
  ],
  [
    changed("rank", "a0", "a1", { title: null }),
    "Anna put a todo in another place",
    "Anna hat eine Aufgabe an eine andere Stelle gesetzt",
  ],
  [changed("newField", 1, 2), "Anna changed “Milk”", "Anna hat „Milk“ geändert"],
  [
    changed("name", "A", "B", { table: "list", kind: "list.rename" }),
    "Anna named the list “B”",
    "Anna hat die Liste „B“ genannt",
  ],
  [entry({}, { table: "list", what: "added" }), "Anna made the list", "Anna hat die Liste angelegt"],
];

describe("the history in words", () => {
  it("says what was done, by whom, to what", () => {
    for (const [done, english] of DONE) expect(said(history, done)).toEqual([english]);
  });

  it("says it in German too", () => {
    for (const [done, _, inGerman] of DONE) expect(said(german, done)).toEqual([inGerman]);
  });

  it("says each thing that was changed at once, and nothing of what only follows", () => {
    const both = { ...changed("completed", false, true).fields, ...changed("priority", null, 2).fields };
    const follows = {
      occurrence: { before: null, after: "2026-11-26" },
      rank: { before: "a0", after: "a1" },
    };
    expect(said(history, entry({ ...both, ...follows }))).toEqual([
      "Anna completed “Milk”",
      "Anna gave “Milk” the priority “medium”",
    ]);
    expect(said(history, changed("rule", "a", "b", { table: "series" }))).toEqual([]);
  });

  it("counts what one command did to several, with a few names and one way to take it back", () => {
    rev += 1;
    const own = { rev, user: YOU, commandId: COMMAND };
    const titles = ["a", "b", "c", "d", "e"];
    const [all, ...others] = happened(
      titles.map((title) => changed("completed", false, true, { ...own, title })),
      () => true,
      history,
      true,
    );
    expect(others).toEqual([]);
    expect(all).toMatchObject({ sentence: "You completed 5 todos", names: ["a", "b", "c"], more: 2 });
    expect(all?.commandId).toBe(COMMAND);
    const two = happened(
      [changed("completed", false, true, own), changed("due", null, null, own)],
      () => true,
      history,
      true,
    );
    expect(two.map(({ commandId }) => commandId)).toEqual([COMMAND, undefined]);
  });

  it("does not say that what is known of the last command is all, where older entries are still to come", () => {
    const four = ["a", "b", "c", "d"].map((title) => changed("completed", false, true, { rev: 7, title }));
    const later = ["e", "f"].map((title) => changed("completed", true, false, { rev: 8, title }));
    const told = (entries: readonly Entry[], isAll: boolean) =>
      happened(entries, () => true, history, isAll).map(({ sentence, more, isAll: all }) => [
        plain(sentence),
        more,
        all,
      ]);
    expect(told([...later, ...four], false)).toEqual([
      ["Anna reopened 2 todos", 0, true],
      ["Anna completed at least 4 todos", 1, false],
    ]);
    expect(told(four, true)).toEqual([["Anna completed 4 todos", 1, true]]);
  });

  it("offers to take back only what can be, once", () => {
    const own = { user: YOU, commandId: COMMAND };
    const marked = (given: Partial<Entry>) => {
      const [only] = happened(
        [changed("completed", false, true, { ...own, ...given })],
        (kind) => kind === "todo.update",
        history,
        true,
      );
      return [only?.commandId, only?.mark];
    };
    expect(marked({})).toEqual([COMMAND, undefined]);
    expect(marked({ undone: true })).toEqual([undefined, "undone"]);
    expect(marked({ kind: "undo" })).toEqual([undefined, "undo"]);
    expect(marked({ kind: "redo" })).toEqual([undefined, "redo"]);
    expect(marked({ kind: null })).toEqual([undefined, undefined]);
    expect(marked({ commandId: null })).toEqual([undefined, undefined]);
  });
});
