import { expect, it } from "vitest";
import { pathOf, placeOfPath } from "../src/todo/filter.js";

const ID = "0198f3a0-0000-7000-8000-000000000001";

it.each([
  ["/", undefined, "all"],
  ["/active", undefined, "active"],
  ["/completed/", undefined, "completed"],
  [`/list/${ID}`, ID, "all"],
  [`/list/${ID}/active`, ID, "active"],
])("the address %s stands for a list and a filter", (path, listId, filter) => {
  expect(placeOfPath(path)).toEqual({ listId, filter });
  expect(placeOfPath(pathOf({ listId, filter: placeOfPath(path)?.filter ?? "all" }))).toEqual({
    listId,
    filter,
  });
});

it.each(["/elsewhere", "/list", "/list/1", `/list/${ID}/done`, `/list/${ID}/active/more`, "/account"])(
  "the address %s stands for none",
  (path) => {
    expect(placeOfPath(path)).toBeUndefined();
  },
);
