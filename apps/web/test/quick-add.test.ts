import { describe, expect, it } from "vitest";
import { read, said } from "./quick-add/corpus.js";
import * as en from "./quick-add/english.js";
import { traps as enTraps } from "./quick-add/english-traps.js";
import * as de from "./quick-add/german.js";
import { traps as deTraps } from "./quick-add/german-traps.js";

describe.each([
  { language: "en" as const, corpus: { understood: en.understood, traps: enTraps } },
  { language: "de" as const, corpus: { understood: de.understood, traps: deTraps } },
])("quick add in $language", ({ language, corpus }) => {
  it("has at least 200 lines, of which half are traps, each once", () => {
    const lines = [...corpus.understood.map(([line]) => line), ...corpus.traps];
    expect(lines.length).toBeGreaterThanOrEqual(200);
    expect(corpus.understood.length).toBeGreaterThanOrEqual(100);
    expect(corpus.traps.length).toBeGreaterThanOrEqual(corpus.understood.length);
    expect(new Set(lines).size).toBe(lines.length);
  });

  it.each(corpus.understood)("understands: %s", (line, text, ...chips) => {
    const understood = read(line, { language });
    expect([understood.text, ...understood.chips.map(said)]).toEqual([text, ...chips]);
  });

  it.each(corpus.traps)("leaves as it is: %s", (line) => {
    expect(read(line, { language })).toEqual({ text: line, chips: [] });
  });

  it.each(corpus.understood)("finds nothing more in what is left of: %s", (line, text) => {
    const again = read(text, { language });
    expect(again.chips.map(said).filter((chip) => chip !== "priority 2" || !line.includes("!2"))).toEqual([]);
  });
});

describe("a rejected chip", () => {
  const reject = (line: string, ...rejected: string[]) => {
    const understood = read(line, { rejected: new Set(rejected) });
    return [understood.text, ...understood.chips.map(said)];
  };
  const keysOf = (line: string) => read(line, {}).chips.map(({ key }) => key);

  it("is text again, and the others stay", () => {
    const line = "Pay rent every 1st 9am #home !1 @Household";
    const [repeat = "", due = "", label = "", priority = "", list = ""] = keysOf(line);
    const april = "due 2026-04-01T09:00";
    const rule = "repeat FREQ=MONTHLY;BYMONTHDAY=1";
    expect(reject(line, label)).toEqual(["Pay rent #home", rule, april, "priority 1", "list household"]);
    expect(reject(line, priority)).toEqual(["Pay rent !1", rule, april, "label home", "list household"]);
    expect(reject(line, list)).toEqual(["Pay rent @Household", rule, april, "label home", "priority 1"]);
    expect(reject(line, repeat)).toEqual([
      "Pay rent every 1st",
      "due 2026-03-05T09:00",
      "label home",
      "priority 1",
      "list household",
    ]);
    expect(reject(line, due)).toEqual([
      "Pay rent 9am",
      rule,
      "due 2026-04-01",
      "label home",
      "priority 1",
      "list household",
    ]);
    expect(reject(line, repeat, due, label, priority, list)).toEqual([line]);
  });

  it("stays rejected while the line grows behind it, and is forgotten with its words", () => {
    const keys = keysOf("Buy milk tomorrow");
    expect(reject("Buy milk tomorrow", ...keys)).toEqual(["Buy milk tomorrow"]);
    expect(reject("Buy milk tomorrow 11am", ...keys)).toEqual(["Buy milk tomorrow", "due 2026-03-04T11:00"]);
    expect(reject("Buy milk on Friday", ...keys)).toEqual(["Buy milk", "due 2026-03-06"]);
    expect(reject("Buy milk #a #a", "label 0 #a")).toEqual(["Buy milk #a", "label a"]);
  });

  it("is the repetition, if its first date is rejected", () => {
    const [repeat, due] = read("Stretch every day", {}).chips;
    expect([due?.from, due?.to, due?.source]).toEqual([repeat?.from, repeat?.to, "every day"]);
    expect(reject("Stretch every day", due?.key ?? "")).toEqual(["Stretch every day"]);
  });

  it("is not one because of a key that is none", () => {
    expect(reject("Buy milk tomorrow", "", "due", "due 0 ", "due 1 tomorrow", "due 99999999999 o")).toEqual([
      "Buy milk",
      "due 2026-03-05",
    ]);
  });
});

describe("a list", () => {
  const listOf = (line: string, ...names: string[]) => {
    const { text, chips } = read(line, { lists: names.map((name) => ({ id: name, name })) });
    return [text, ...chips.filter(({ kind }) => kind === "list").map(said)];
  };

  it("is found by its longest name, whatever its case and spaces", () => {
    expect(listOf("Buy @home office chair", "Home", "Home Office")).toEqual([
      "Buy chair",
      "list Home Office",
    ]);
    expect(listOf("Buy @home chair", "Home", "Home Office")).toEqual(["Buy chair", "list Home"]);
    expect(listOf("Buy @Küche  &   Bad tiles", "küche & bad")).toEqual(["Buy tiles", "list küche & bad"]);
    expect(listOf("Buy tiles @Wohnung, Bad", "Wohnung, Bad", "Wohnung")).toEqual([
      "Buy tiles",
      "list Wohnung, Bad",
    ]);
  });

  it("is text if there is none of that name", () => {
    expect(listOf("Buy @homeoffice chair", "Home", "")).toEqual(["Buy @homeoffice chair"]);
    expect(listOf("Buy @ chair", "", " ")).toEqual(["Buy @ chair"]);
    expect(listOf("Mail x@home today", "Home")).toEqual(["Mail x@home"]);
  });
});
