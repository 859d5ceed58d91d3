import { describe, expect, it } from "vitest";
import { read, said } from "./quick-add/corpus.js";
import * as en from "./quick-add/english.js";
import * as de from "./quick-add/german.js";

describe.each([
  { language: "en" as const, corpus: en },
  { language: "de" as const, corpus: de },
])("quick add in $language", ({ language, corpus }) => {
  it("has at least 200 lines, of which half are traps, each once", () => {
    const lines = [...corpus.understood.map(([line]) => line), ...corpus.traps];
    expect(lines.length).toBeGreaterThanOrEqual(200);
    expect(corpus.traps.length).toBeGreaterThanOrEqual(100);
    expect(corpus.understood.length).toBeGreaterThanOrEqual(100);
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
