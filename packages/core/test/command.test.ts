import { describe, expect, it } from "vitest";
import { commandSchema } from "../src/command.js";
import { newId } from "../src/id.js";

const listId = newId();
const update = (fields: object) => ({
  kind: "todo.update",
  commandId: newId(),
  ids: [newId()],
  set: { text: "Oat milk" },
  ...fields,
});

describe("an edit", () => {
  it.each([
    ["nothing, as those of older clients", {}],
    ["a number of a list", { basedOn: { listId, rev: 7 } }],
    ["a number and a command of one's own", { basedOn: { listId, rev: 0, after: newId() } }],
    ["a number, with other fields", { basedOn: { listId, rev: 7 }, set: { text: "a", completed: true } }],
  ])("may be based on %s", (_what, fields) => {
    expect(commandSchema.parse(update(fields))).toMatchObject(fields);
  });

  it.each([
    ["a number without its list", { basedOn: { rev: 7 } }],
    ["a list without a number", { basedOn: { listId } }],
    ["a fraction", { basedOn: { listId, rev: 0.5 } }],
    ["what is no id", { basedOn: { listId, rev: 7, after: "the last" } }],
    ["nothing said aloud", { basedOn: null }],
    ["one number for several todos", { basedOn: { listId, rev: 7 }, ids: [newId(), newId()] }],
    ["a number without a text", { basedOn: { listId, rev: 7 }, set: { completed: true } }],
  ])("may not be based on %s", (_what, fields) => {
    const issues = commandSchema.safeParse(update(fields)).error?.issues ?? [];
    expect(issues.map(({ path }) => path[0])).toEqual(["basedOn"]);
  });

  it("keeps times of day where it sets a day, and nothing else", () => {
    const keeping = (set: object, keepTime: unknown = true) =>
      commandSchema.safeParse(update({ set, keepTime })).error?.issues.map(({ path }) => path[0]);
    expect(keeping({ due: "2026-03-29" })).toBeUndefined();
    expect(keeping({ due: "2026-03-29T09:00[Europe/Berlin]" })).toEqual(["keepTime"]);
    expect(keeping({ due: null })).toEqual(["keepTime"]);
    expect(keeping({ text: "a" })).toEqual(["keepTime"]);
    expect(keeping({ due: "2026-03-29" }, false)).toEqual(["keepTime"]);
  });

  it("is the only command that is based on something", () => {
    const { success } = commandSchema.safeParse({
      kind: "todo.delete",
      commandId: newId(),
      ids: [newId()],
      basedOn: { listId, rev: 7 },
    });
    expect(success).toBe(false);
  });
});
