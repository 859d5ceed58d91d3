import { changeEmailInputSchema, claimInputSchema } from "@codex/core/account";
import { ACCOUNT_LIMITS } from "@codex/core/limits";
import { describe as ruleOf } from "@codex/core/repeat/describe";
import { describe, expect, it } from "vitest";
import { account as german } from "../src/words/de/account.js";
import { de } from "../src/words/de/de.js";
import { account } from "../src/words/en/account.js";
import { acting } from "../src/words/en/acting.js";
import { copy } from "../src/words/en/copy.js";
import { details } from "../src/words/en/details.js";
import { en } from "../src/words/en/en.js";
import { failed } from "../src/words/en/failed.js";
import { history } from "../src/words/en/history.js";
import { keys } from "../src/words/en/keys.js";
import { meta } from "../src/words/en/meta.js";
import { quickAdd } from "../src/words/en/quick-add.js";
import { repeat } from "../src/words/en/repeat.js";
import { replaced } from "../src/words/en/replaced.js";
import { search } from "../src/words/en/search.js";
import { settings } from "../src/words/en/settings.js";
import { sharing } from "../src/words/en/sharing.js";
import { transfer } from "../src/words/en/transfer.js";
import { view } from "../src/words/en/view.js";

/** What stands at one place of the words: a text, or a function that makes one. */
type Leaves = ReadonlyMap<string, unknown>;

function leavesOf(words: object, path = "", leaves = new Map<string, unknown>()): Leaves {
  for (const [key, value] of Object.entries(words)) {
    const here = path === "" ? key : `${path}.${key}`;
    if (typeof value === "object" && value !== null) leavesOf(value, here, leaves);
    else leaves.set(here, value);
  }
  return leaves;
}

const english = leavesOf({
  ...{ ...en, account, acting, copy, details, failed, history, keys },
  ...{ meta, quickAdd, repeat, replaced, search, settings, sharing, transfer, view },
});
const other = leavesOf(de);

const MOMENT = "2026-03-01T08:30:00.000Z";
const COUNTS = [[1], [3]];
const PLACES = [[3, 5]];

/** Rules as quick add makes them. */
const RULES = [
  ["FREQ=DAILY;INTERVAL=3", "completion"],
  ["FREQ=WEEKLY;BYDAY=MO,WE", "schedule"],
  ["FREQ=MONTHLY;BYMONTHDAY=31", "schedule"],
  ["FREQ=MONTHLY;BYDAY=-1FR", "schedule"],
  ["FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "schedule"],
] as const;

/** What is put into the functions that take anything but texts, or only certain texts. */
const ARGUMENTS: Readonly<Record<string, readonly (readonly unknown[])[]>> = {
  ...Object.fromEntries(
    [
      "added",
      "completed",
      "reopened",
      "changed",
      "rewritten",
      "notDue",
      "priority",
      "under",
      "notUnder",
      "placed",
    ]
      .concat("moved", "deleted", "restored")
      .map((name) => [`acting.deeds.${name}`, COUNTS]),
  ),
  "acting.deeds.due": [[3, "milk"]],
  "acting.deeds.labelled": [[1, "#milk"]],
  "acting.deeds.unlabelled": [[3, "#milk"]],
  "acting.labels.problem": [[40]],
  "acting.labels.title": COUNTS,
  "acting.palette.found": COUNTS,
  "acting.palette.onSeveral": COUNTS,
  "acting.select.atMost": [[10_000]],
  "acting.select.selected": COUNTS,
  "account.fields.passwordHint": [[10]],
  "account.refused": [["is not your password", "This is not your password."]],
  "account.sessions.device": [["Firefox on Linux"], ["Unknown device"]],
  "account.sessions.lastUsed": [[MOMENT]],
  "account.signOut.unsent": COUNTS,
  "account.tokens.ended": [[MOMENT]],
  "account.tokens.lastUsed": [[MOMENT]],
  "account.tokens.lists": COUNTS,
  "account.tokens.until": [[MOMENT]],
  "details.notes.tooLong": [[20_000]],
  "details.priority.of": [[1]],
  "details.said.priority": [[1]],
  "frame.failure.refused": [
    ["NOT_FOUND", "There is no such todo."],
    ["INTERNAL_SERVER_ERROR", "Something went wrong on the server."],
  ],
  "details.labels.tooLong": [[40]],
  "details.labels.tooMany": [[20]],
  "transfer.among": [[3, 1, 2, 4]],
  "transfer.done": [
    [1, 0],
    [3, 2],
  ],
  "transfer.found": COUNTS,
  "transfer.line": [[3]],
  "transfer.more": [[3]],
  "transfer.notKept": COUNTS,
  "transfer.progress": [[1_000, 3_000]],
  "transfer.refused": COUNTS,
  "transfer.status": [[502]],
  "transfer.submit": COUNTS,
  "transfer.undone": [[0], [1], [3]],
  "frame.nameProblem.tooLong": [[100]],
  "list.shared": COUNTS,
  "meta.parts": [[2, 5]],
  "meta.priority": [[1]],
  "repeat.preset.month": [[31]],
  "repeat.preset.monthOr": [[31]],
  "repeat.rule": [[ruleOf({ rule: "FREQ=WEEKLY;BYDAY=MO;COUNT=3", mode: "schedule", start: "2026-11-26" })]],
  "sharing.delete.more": [
    [1, 30],
    [3, 30],
  ],
  "sharing.invites.days": COUNTS,
  "sharing.invites.people": COUNTS,
  "sharing.invites.used": [[1, 10, "milk"]],
  "sharing.trash.kept": [[30]],
  "todo.done": PLACES,
  "failed.add": [
    [1, "milk"],
    [3, "milk"],
  ],
  "failed.more": [[3]],
  "failed.several": COUNTS,
  "failed.what": [
    [1, "milk"],
    [1, undefined],
    [3, "milk"],
  ],
  "history.andMore": [[3]],
  "history.todos": COUNTS,
  "todo.left": COUNTS,
  "todo.problem.ofLines": [[3, "milk"]],
  "todo.problem.tooLong": [[2_000, 2_001]],
  "quickAdd.addAll": [[3]],
  "quickAdd.lines": [[3]],
  "quickAdd.linesKeys": [[3]],
  "quickAdd.priority": [[1]],
  "quickAdd.repeat": RULES.map(([rule, mode]) => [ruleOf({ rule, mode, start: "2026-12-01" })]),
  "replaced.more": [[3]],
  "todo.room": PLACES,
  "todo.said.added": COUNTS,
  "todo.said.movedToPlace": PLACES,
  "search.found": COUNTS,
  "todo.sync.saving": COUNTS,
  "todo.sync.waiting": COUNTS,
  "view.completed": COUNTS,
  "view.filter.found": COUNTS,
  "view.filter.ofPriority": [[1]],
  "view.save.tooLong": [[500]],
};

/** What is said in the same words, or only in figures. */
const ALIKE = [
  "account.fields.name",
  "account.name.title",
  "account.newToken.token",
  "acting.keys.names.alt",
  "acting.keys.names.escape",
  "details.priority.of",
  "keys.names.alt",
  "sharing.rename.name",
  "todo.filter",
  "todo.room",
  "transfer.format",
  "transfer.formats.csv",
  "transfer.formats.json",
  "transfer.formats.todotxt",
];

/** All that one leaf can say, given what it may be. */
function saidBy(path: string, leaf: unknown): unknown[] {
  if (typeof leaf !== "function") return [leaf];
  const given = ARGUMENTS[path] ?? [Array.from({ length: leaf.length }, () => "milk")];
  return given.map((values): unknown => Reflect.apply(leaf, undefined, values));
}

describe("the words", () => {
  it("are the same ones in every language", () => {
    const shapeOf = (leaves: Leaves) => [...leaves].map(([path, leaf]) => `${path}: ${typeof leaf}`).sort();
    expect(english.size).toBeGreaterThan(200);
    expect(shapeOf(other)).toEqual(shapeOf(english));
  });

  it.each([
    ["English", english],
    ["German", other],
  ])("always say something in %s", (_language, leaves) => {
    const silent = [...leaves].filter(([path, leaf]) =>
      saidBy(path, leaf).some(
        (said) =>
          typeof said !== "string" || said.trim() === "" || /undefined|NaN|Invalid Date|\[object/.test(said),
      ),
    );
    expect(silent).toEqual([]);
  });

  it("are translated, but for a few that are alike", () => {
    const alike = [...english].filter(([path, leaf]) => {
      const translated = saidBy(path, other.get(path));
      return saidBy(path, leaf).some((said, index) => said === translated[index]);
    });
    expect(alike.map(([path]) => path).sort()).toEqual(ALIKE);
  });

  it("keep what somebody wrote from turning round what is beside it", () => {
    const bare = [...english, ...other].filter(([path, leaf]) =>
      saidBy(path, leaf).some((said) => /[“„]milk[”“]/.test(String(said))),
    );
    expect(bare.map(([path]) => path)).toEqual([]);
  });

  it("name arguments only for functions that there are", () => {
    const functions = [...english].filter(([, leaf]) => typeof leaf === "function").map(([path]) => path);
    expect(functions).toEqual(expect.arrayContaining(Object.keys(ARGUMENTS)));
  });
});

describe("what the server refuses", () => {
  const { emailLength, nameLength, passwordLength } = ACCOUNT_LIMITS;
  const issues = [
    claimInputSchema.safeParse({ email: "anna", password: "short", name: "" }),
    claimInputSchema.safeParse({
      email: "anna@example.invalid",
      password: "x".repeat(passwordLength.max + 1),
      name: "x".repeat(nameLength + 1),
    }),
    claimInputSchema.safeParse({ email: "x".repeat(emailLength + 1), password: "long enough", name: "\0x" }),
    claimInputSchema.safeParse({ email: "anna@example.org", password: "long enough", name: "\ud800" }),
    changeEmailInputSchema.safeParse({
      email: "anna@example.org",
      password: "x".repeat(passwordLength.max * 4 + 1),
    }),
  ].flatMap(({ error }) => error?.issues ?? []);

  it("of an account's fields is known in German", () => {
    expect(issues).toHaveLength(10);
    expect(issues.filter(({ message }) => german.refused(message, "") === "")).toEqual([]);
  });

  it("is told with what it is about", () => {
    expect(german.refused("Others would lose “A”, “B”. Hand over or delete what you share first.", "")).toBe(
      "Andere würden „A“, „B“ verlieren. Übergib oder lösche zuerst, was du teilst.",
    );
    expect(german.refused("Too many requests. Nothing was changed; try again in 7 s.", "")).toContain("7 s");
  });

  it("is told in the server's own words where there are no others", () => {
    expect(german.refused("This is new.", "This is new.")).toBe("This is new.");
    expect(account.refused("is not your password", "This is not your password.")).toBe(
      "This is not your password.",
    );
  });
});
