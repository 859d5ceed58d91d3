import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { labelOf, pathOfView, viewOfPath } from "../src/view/place.js";
import {
  DUES,
  MOST_SEARCHED,
  NO_QUERY,
  PRIORITIES,
  parseQuery,
  STATES,
  sameQuery,
  type ViewQuery,
  withQuery,
  writeQuery,
} from "../src/view/query.js";

const anyText = (maxLength: number) => fc.string({ unit: "grapheme", maxLength });
const anyLabel = anyText(20).filter((text) => labelOf(text) === text);

const anyQuery: fc.Arbitrary<ViewQuery> = fc.record({
  q: anyText(30).filter((q) => q === "" || q.trim() !== ""),
  state: fc.constantFrom(...STATES),
  due: fc.option(fc.constantFrom(...DUES), { nil: undefined }),
  priority: fc.option(fc.constantFrom(...PRIORITIES), { nil: undefined }),
  labels: fc.uniqueArray(anyLabel, { maxLength: 5 }),
  list: fc.option(fc.uuid(), { nil: undefined }),
});

describe("the query of an address", () => {
  it("is read as it was written", () => {
    fc.assert(
      fc.property(anyQuery, (query) => {
        expect(parseQuery(writeQuery(query))).toEqual(query);
      }),
    );
  });

  it("does no harm whatever stands there, and is the same once it was read", () => {
    const anything = fc.oneof(
      fc.string({ unit: "binary", maxLength: 60 }),
      fc
        .array(fc.tuple(fc.constantFrom("q", "state", "due", "priority", "label", "list", "x"), anyText(12)))
        .map((pairs) => pairs.map((pair) => pair.join("=")).join("&")),
    );
    fc.assert(
      fc.property(anything, (search) => {
        const read = parseQuery(search);
        expect(STATES).toContain(read.state);
        expect(parseQuery(writeQuery(read))).toEqual({ ...read, q: read.q.trim() === "" ? "" : read.q });
        expect(parseQuery(sameQuery(read)).q).toBe(read.q.trim());
      }),
    );
  });

  it.each([
    "",
    "?",
    "state=ACTIVE&due=yesterday&priority=4&priority=1.0&list=1&label=two%20words",
    "priority=__proto__&state=constructor&due=toString",
    "label=%23&label=,&label=&list=%00",
    "%E0%A4%A&=&&&",
  ])("?%s asks for nothing", (search) => expect(parseQuery(search)).toEqual(NO_QUERY));

  it("is kept short", () => {
    const { q, labels } = parseQuery(
      `q=${"x".repeat(5_000)}&${Array.from({ length: 90 }, (_, index) => `label=l${index}`).join("&")}`,
    );
    expect(q).toHaveLength(MOST_SEARCHED);
    expect(labels).toHaveLength(20);
  });

  it("is the same in whatever order it stands", () => {
    const one = parseQuery("?label=b&q=+milk+&label=a&priority=1&state=active");
    expect(sameQuery(one)).toBe(sameQuery(parseQuery("priority=1&label=a&q=milk&label=b&label=a")));
    expect(withQuery("/all", one)).toBe("/all?q=+milk+&priority=1&label=b&label=a");
    expect(withQuery("/all", NO_QUERY)).toBe("/all");
  });
});

describe("the address of a view", () => {
  const base = `http://localhost`;

  it("is read as it was written, as a browser sends it", () => {
    fc.assert(
      fc.property(anyLabel, (label) => {
        const path = pathOfView({ kind: "label", label });
        const { pathname, search } = new URL(path, base);
        // What looks like a file is none for the server, and what looks like a folder for no browser.
        expect(pathname).not.toMatch(/\.[^/]*$/);
        if (pathname === "/all") expect(parseQuery(search).labels).toEqual([label]);
        else expect(viewOfPath(pathname)).toEqual({ kind: "label", label });
      }),
    );
    for (const label of [".", "..", "v1.2", "a/b", "100%", "?", "größe", "日本", "%2F", "😀"])
      expect(labelOf(label)).toBe(label);
  });

  it.each(["/today", "/upcoming/", "/all"])("%s is one", (path) => {
    expect(viewOfPath(path)?.kind).toBe(path.replaceAll("/", ""));
  });

  it.each([
    "/",
    "/todo",
    "/today/x",
    "/label",
    "/label/",
    "/label/%",
    "/label/two%20words",
    "/label/%00",
    "/label/a/b",
    `/label/${"x".repeat(41)}`,
    "/Today",
  ])("%s is none", (path) => expect(viewOfPath(path)).toBeUndefined());
});
