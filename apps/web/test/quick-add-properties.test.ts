import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { clockIn } from "../src/quick-add/calendar.js";
import type { Understood } from "../src/quick-add/chip.js";
import { lists, read, zone } from "./quick-add/corpus.js";
import * as en from "./quick-add/english.js";
import { traps as enTraps } from "./quick-add/english-traps.js";
import * as de from "./quick-add/german.js";
import { traps as deTraps } from "./quick-add/german-traps.js";

const LANGUAGES = ["en", "de"] as const;

/** Words of the corpus, which fall together to what nobody would write; and what anybody might paste. */
const corpusLines = [...en.understood, ...de.understood].map(([line]) => line).concat(enTraps, deTraps);
const corpusWords = [...new Set(corpusLines.flatMap((line) => line.split(" ")))];
const anyWord = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...corpusWords) },
  { weight: 1, arbitrary: fc.string({ unit: "grapheme", maxLength: 8 }) },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 8 }) },
);
const space = fc.constantFrom(" ", " ", " ", "  ", "\t", "\u00a0", "\n", "");
const anyLine = fc.oneof(
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 60 }) },
  { weight: 1, arbitrary: fc.constantFrom(...corpusLines) },
  {
    weight: 4,
    arbitrary: fc.array(fc.tuple(anyWord, space), { maxLength: 14 }).map((words) => words.flat().join("")),
  },
);
const anyLanguage = fc.constantFrom(...LANGUAGES);
/** From 2012 on: until then two zones have left out a whole day, which no clock of a machine can count. */
const anyNow = fc
  .date({ min: new Date("2012-01-01T00:00:00Z"), max: new Date("2090-01-01T00:00:00Z"), noInvalidDate: true })
  .map((date) => date.toISOString());
const ZONES = [
  "UTC",
  "Europe/Berlin",
  "America/New_York",
  "America/St_Johns",
  "America/Santiago",
  "Asia/Kathmandu",
  "Africa/Cairo",
  "Australia/Lord_Howe",
  "Pacific/Auckland",
  "Pacific/Kiritimati",
  "Pacific/Apia",
  "Pacific/Marquesas",
];
const anyZone = fc.constantFrom(...ZONES);

const tidy = (line: string) => line.trim().replace(/\s+/g, " ");
const visible = (text: string) => text.replace(/\s/g, "");

/** The line without the parts that its chips were read from. */
function without(line: string, { chips }: Understood): string {
  const hidden = new Set<number>();
  for (const { from, to } of chips) for (let at = from; at < to; at += 1) hidden.add(at);
  return Array.from({ length: line.length }, (_, at) => (hidden.has(at) ? " " : line[at])).join("");
}

describe("quick add, whatever the line", { timeout: 60_000 }, () => {
  it("loses nothing: each character stands in the text or in a chip, in its order", () => {
    fc.assert(
      fc.property(anyLine, anyLanguage, (line, language) => {
        const understood = read(line, { language });
        expect(visible(understood.text)).toBe(visible(without(line, understood)));
        expect(understood.text).toBe(tidy(understood.text));
        expect(understood.text === "").toBe(tidy(line) === "");
        for (const { from, to, source } of understood.chips) expect(line.slice(from, to)).toBe(source);
      }),
      { numRuns: 1000 },
    );
  });

  it("has at most one date, repetition, priority and list; each repetition has a date; each key is one chip's", () => {
    fc.assert(
      fc.property(anyLine, anyLanguage, (line, language) => {
        const { chips } = read(line, { language });
        const count = (kind: string) => chips.filter((chip) => chip.kind === kind).length;
        for (const kind of ["due", "repeat", "priority", "list"]) expect(count(kind)).toBeLessThanOrEqual(1);
        expect(count("due")).toBeGreaterThanOrEqual(count("repeat"));
        expect(new Set(chips.map(({ key }) => key)).size).toBe(chips.length);
      }),
      { numRuns: 1000 },
    );
  });

  it("says dates, rules and lists as they are written everywhere", () => {
    fc.assert(
      fc.property(anyLine, anyLanguage, anyNow, anyZone, (line, language, now, zone) => {
        for (const chip of read(line, { language, now, zone }).chips) {
          if (chip.kind === "list") expect(lists.map(({ id }) => id)).toContain(chip.value);
          if (chip.kind === "repeat")
            expect(chip.value.rule).toMatch(/^FREQ=(DAI|WEEK|MONTH|YEAR)LY(;[A-Z]+=[-A-Z0-9,]+)*$/);
          if (chip.kind !== "due") continue;
          const [, day, clock, where] =
            /^(\d{4}-\d\d-\d\d)(T(?:[01]\d|2[0-3]):[0-5]\d\[(.+)\])?$/.exec(chip.value) ?? [];
          expect(new Date(`${day}T00:00:00Z`).toISOString().slice(0, 10)).toBe(day);
          expect(where).toBe(clock === undefined ? undefined : zone);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it("makes text of a rejected chip and of nothing else, and the whole line if all are rejected", () => {
    fc.assert(
      fc.property(anyLine, anyLanguage, fc.nat(), (line, language, which) => {
        const { chips } = read(line, { language });
        const one = chips[which % Math.max(1, chips.length)];
        if (one) {
          const after = read(line, { language, rejected: new Set([one.key]) });
          expect(after.chips.filter(({ from, to }) => from < one.to && to > one.from)).toEqual([]);
          expect(after.text).toContain(tidy(one.source));
        }
        const rejected = new Set<string>();
        let understood = read(line, { language, rejected });
        for (let left = line.length; understood.chips.length > 0 && left >= 0; left -= 1) {
          for (const { key } of understood.chips) rejected.add(key);
          understood = read(line, { language, rejected });
        }
        expect(understood).toEqual({ text: tidy(line), chips: [] });
      }),
      { numRuns: 1000 },
    );
  });

  it("leaves the others as they are if a label is rejected", () => {
    fc.assert(
      fc.property(anyLine, anyLanguage, (line, language) => {
        const { chips } = read(`${line} #zebra`, { language });
        const label = chips.find((chip) => chip.kind === "label" && chip.value === "zebra");
        const after = read(`${line} #zebra`, { language, rejected: new Set(label ? [label.key] : []) });
        expect(after.chips).toEqual(expect.arrayContaining(chips.filter((chip) => chip !== label)));
      }),
      { numRuns: 500 },
    );
  });

  it("understands the same twice, and changes nothing that it was given", () => {
    fc.assert(
      fc.property(anyLine, anyLanguage, (line, language) => {
        const given = Object.freeze({
          language,
          lists: Object.freeze(lists.map((list) => Object.freeze(list))),
        });
        expect(read(line, given)).toEqual(read(line, given));
      }),
      { numRuns: 500 },
    );
  });

  it("understands a marker wherever it stands, whatever else the line says", () => {
    fc.assert(
      fc.property(anyLine, anyLanguage, (line, language) => {
        const { chips } = read(`Do ${line} #zebra`, { language });
        expect(chips.filter(({ kind }) => kind === "label").at(-1)?.value).toBe("zebra");
      }),
      { numRuns: 500 },
    );
  });
});

describe("quick add, whatever the clock", { timeout: 60_000 }, () => {
  const own = process.env["TZ"];
  afterEach(() => {
    if (own === undefined) delete process.env["TZ"];
    else process.env["TZ"] = own;
  });

  it("has no part in it for the zone of the machine", () => {
    const offsets = new Set<number>();
    fc.assert(
      fc.property(
        fc.constantFrom(...corpusLines),
        anyLanguage,
        anyNow,
        anyZone,
        anyZone,
        (line, language, now, zone, machine) => {
          process.env["TZ"] = "UTC";
          const here = read(line, { language, now, zone });
          process.env["TZ"] = machine;
          offsets.add(new Date(now).getTimezoneOffset());
          expect(read(line, { language, now, zone })).toEqual(here);
        },
      ),
      { numRuns: 1000 },
    );
    // Or the machine's zone was never another.
    expect(offsets.size).toBeGreaterThan(5);
  });

  it("takes today and tomorrow from the person's clock", () => {
    fc.assert(
      fc.property(anyNow, anyZone, (now, zone) => {
        const { day } = clockIn(zone, new Date(now));
        const next = new Date(Date.parse(`${day}T12:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
        expect(read("Rest today", { now, zone }).chips[0]?.value).toBe(day);
        expect(read("Rest tomorrow at 2:30 am", { now, zone }).chips[0]?.value).toBe(
          `${next}T02:30[${zone}]`,
        );
        expect(read("Ruhen morgen", { now, zone, language: "de" }).chips[0]?.value).toBe(next);
      }),
    );
  });

  it("counts hours as they pass, also while the clock is put forward or back", () => {
    const at = (now: string) => read("Call back in 2 hours", { now }).chips[0]?.value;
    expect(at("2026-03-29T00:30:00Z")).toBe(`2026-03-29T04:30[${zone}]`);
    expect(at("2026-10-25T00:30:00Z")).toBe(`2026-10-25T03:30[${zone}]`);
  });

  it("keeps the last day of a month in a month that has fewer", () => {
    const at = (line: string, now: string) => read(line, { now }).chips[0]?.value;
    expect(at("Renew next month", "2026-01-31T12:00:00Z")).toBe("2026-02-28");
    expect(at("Renew in 1 year", "2028-02-29T12:00:00Z")).toBe("2029-02-28");
    expect(at("Renew on the 31st", "2026-04-01T12:00:00Z")).toBe("2026-05-31");
  });

  it("says so if the zone is none", () => {
    expect(() => read("Rest today", { zone: "Nowhere/Land" })).toThrow(RangeError);
  });
});

describe("quick add, however long the line", { timeout: 60_000 }, () => {
  const long = (piece: string) => piece.repeat(Math.ceil(2000 / piece.length)).slice(0, 2000);
  const pieces = [
    "9am ",
    "tomorrow ",
    "every ",
    "every 1st and ",
    "jeden 1. und ",
    "on the day after ",
    "1 ",
    "!1 #a @Home ",
    "a",
    "#",
    "@Home Office",
    "12.3. ",
    "Montag, ",
  ];

  it.each(pieces)("is done soon with 2,000 characters of: %s", (piece) => {
    for (const language of LANGUAGES) {
      const before = process.cpuUsage();
      const understood = read(long(piece), { language });
      // It takes some milliseconds of the processor, whatever else the machine does; a hundred times as much is too much.
      const { user, system } = process.cpuUsage(before);
      expect((user + system) / 1_000).toBeLessThan(1_000);
      expect(visible(understood.text)).toBe(visible(without(long(piece), understood)));
    }
  });
});
