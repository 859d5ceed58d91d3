import { expect, it } from "vitest";
import { fold, markCompleted } from "../src/todo/fold.js";
import { todo } from "./todo.js";

const done = (count: number) =>
  Array.from({ length: count }, (_, index) => todo(`done ${index}`, { completed: true }));
const idsOf = (rows: readonly { id: string }[] | undefined) => rows?.map(({ id }) => id);

it("leaves a few completed todos where they are", () => {
  const rows = [todo("a"), ...done(20), todo("b")];
  expect(fold(rows)).toEqual([rows]);
});

it("folds many away, with what stands under them, and nothing else", () => {
  const rows = [
    todo("a"),
    ...done(21),
    todo("under a", { parentId: "a", completed: true }),
    todo("under done", { parentId: "done 3", completed: true }),
    todo("b"),
  ];
  const [shown, folded] = fold(rows);
  expect(idsOf(shown)).toEqual(["a", "under a", "b"]);
  expect(idsOf(folded)).toEqual(idsOf([...done(21), todo("under done")]));
});

it("keeps in sight what was completed on this page", () => {
  const rows = [todo("just now", { completed: true }), ...done(21)];
  markCompleted("just now");
  expect(idsOf(fold(rows)[0])).toEqual(["just now"]);
});
