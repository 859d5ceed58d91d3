import fc, { type Arbitrary } from "fast-check";

/** Depth at which whoever reads JSON by calling itself would end. */
const DEPTH = 20_000;

/** Stands for a value of that depth, which would end those who write it. */
const DEEP = "deeper than anybody goes";

/** Texts that have broken something somewhere: in PostgreSQL, in JavaScript, in dates, rules, searches and cursors. */
export const hostileTexts: Arbitrary<string> = fc.constantFrom(
  "",
  " ",
  "\0",
  "a\0b",
  "\ud800",
  "\udfff\ud800",
  "\u{10ffff}",
  "\ufeff",
  "\u202e",
  "e\u0301".repeat(200),
  "a".repeat(2_000),
  "👨‍👩‍👧‍👦".repeat(300),
  "__proto__",
  "constructor",
  "toString",
  "' or 1=1; --",
  "$1",
  "%s%_\\",
  "a & | ! ( ) : * <->",
  '"',
  "\\u0000",
  "[",
  "2026-02-30",
  "0000-00-00",
  "9999-12-31",
  "2026-03-29T02:30[Europe/Berlin]",
  "2026-11-26T09:00[Mars/Olympus]",
  "2026-11-26T24:00[UTC]",
  "+275760-09-13T00:00:00.000Z",
  "-271821-04-20T00:00:00.000Z",
  "0000-01-01T00:00:00.000Z",
  "9999-12-31T23:59:59.999Z",
  "FREQ=DAILY",
  "FREQ=WEEKLY;BYDAY=MO,TU;COUNT=3",
  "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
  "FREQ=SECONDLY;INTERVAL=1",
  "FREQ=DAILY;INTERVAL=999999999999",
  "FREQ=MONTHLY;BYSETPOS=-366;BYDAY=MO",
  "FREQ=DAILY;UNTIL=00000101",
  "Europe/Berlin",
  "../../etc/passwd",
  "1",
  "0",
  "-1",
  "1.5",
  "999999999999999",
  "9223372036854775808",
  "1.ffffffff-ffff-ffff-ffff-ffffffffffff",
  "1.------------------------------------",
  btoa('["2026-13-45T00:00:00.000Z","x"]'),
  btoa('["2026-11-26T00:00:00.000Z","00000000-0000-0000-0000-000000000000"]'),
  btoa("[null,null]"),
  btoa('{"__proto__":1}'),
  "name@example.org",
  "list=all&label=a",
);

/** Values of every kind, the usual and the unusual. */
export const anything: Arbitrary<unknown> = fc.oneof(
  hostileTexts,
  fc.constantFrom<unknown>(
    null,
    true,
    false,
    0,
    -0,
    -1,
    1.5,
    1e308,
    -1e308,
    2 ** 31,
    2 ** 53,
    2 ** 63,
    [],
    {},
    [[]],
  ),
  fc.constantFrom<unknown>([null], { length: 3 }, { toString: null }, { json: {}, meta: {} }),
  fc.jsonValue({ maxDepth: 3 }),
  fc.constant(DEEP),
  fc.constant(null).map(() => Array.from({ length: 20_000 }, (_, index) => index)),
  fc.constant(null).map(() => "x".repeat(100_000)),
);

/** A place in a value, and what is done there. */
interface Edit {
  readonly at: number;
  readonly what: "put" | "remove" | "add" | "wrap" | "double";
  readonly value: unknown;
  readonly key: string;
}

const edit: Arbitrary<Edit> = fc.record({
  at: fc.nat(),
  what: fc.constantFrom<Edit["what"][]>("put", "put", "put", "remove", "add", "wrap", "double"),
  value: anything,
  key: fc.constantFrom("__proto__", "constructor", "extra", "0", "length", "", "id"),
});

/** A value as it is, or with a few edits, in JSON. */
export function edited(value: Arbitrary<unknown>): Arbitrary<string> {
  const edits = fc.oneof(
    { weight: 4, arbitrary: fc.constant([]) },
    { weight: 3, arbitrary: fc.array(edit, { maxLength: 3 }) },
  );
  return fc.tuple(value, edits).map(([start, all]) => written(all.reduce(apply, start)));
}

function written(value: unknown): string {
  const json: string | undefined = JSON.stringify(value);
  return json?.replaceAll(JSON.stringify(DEEP), "[".repeat(DEPTH) + "]".repeat(DEPTH)) ?? "";
}

function apply(value: unknown, { at, what, value: other, key }: Edit): unknown {
  const places = count(value);
  return change(value, { left: at % places }, (place) => {
    switch (what) {
      case "put":
        return other;
      case "remove":
        return undefined;
      case "wrap":
        return [place];
      case "double":
        return Array.isArray(place) ? [...place, ...place] : [place, place];
      case "add":
        return isPlain(place)
          ? Object.fromEntries([...Object.entries(place), [key, other]])
          : { [key]: place };
    }
  });
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const MOST_PLACES = 200;

function count(value: unknown, depth = 0): number {
  if (typeof value !== "object" || value === null || depth > 10) return 1;
  let places = 1;
  for (const part of Object.values(value)) {
    if (places > MOST_PLACES) break;
    places += count(part, depth + 1);
  }
  return places;
}

function change(
  value: unknown,
  place: { left: number },
  by: (value: unknown) => unknown,
  depth = 0,
): unknown {
  if (place.left === 0) {
    place.left = -1;
    return by(value);
  }
  place.left -= 1;
  if (typeof value !== "object" || value === null || depth > 10) return value;
  const parts = Object.entries(value).map(([key, part]): [string, unknown] => [
    key,
    place.left < 0 ? part : change(part, place, by, depth + 1),
  ]);
  return Array.isArray(value) ? parts.map(([, part]) => part) : Object.fromEntries(parts);
}
