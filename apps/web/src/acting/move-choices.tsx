import { peersOf } from "../todo/families.js";
import type { TodoItemProps } from "../todo/todo-item.js";
import { actingWords } from "../words/acting-words.js";
import { rowsWith } from "./selection.js";
import { useActions } from "./use-actions.js";

/** In the menu of a row: its places among those that stand under the same, the other lists, and what it stands under. */
export function MoveChoices({ todo, index, place, targets, actions }: TodoItemProps) {
  const { putUnderAbove, putOut } = useActions();
  const { do: said, places } = actingWords();
  const peers = place === undefined ? peersOf(todo, rowsWith(todo.id)) : [];
  const at = peers.findIndex(({ id }) => id === todo.id);
  const choice = (name: string, run: () => void) => (
    <button key={name} type="button" onClick={run}>
      {name}
    </button>
  );
  return (
    <>
      {at > 0 && choice(places.toTop, () => actions.shift(todo, -peers.length))}
      {at > 0 && choice(places.up, () => actions.shift(todo, -1))}
      {at >= 0 && at < peers.length - 1 && choice(places.down, () => actions.shift(todo, 1))}
      {at >= 0 && at < peers.length - 1 && choice(places.toEnd, () => actions.shift(todo, peers.length))}
      {targets.length > 0 && <p>{said.moveTo}</p>}
      {targets.map((target) => (
        <button key={target.id} type="button" onClick={() => actions.move(todo, target)}>
          <bdi>{target.name}</bdi>
        </button>
      ))}
      {todo.parentId && choice(said.notUnder, () => putOut(todo))}
      {!todo.parentId && index > 0 && choice(said.under, () => putUnderAbove(todo))}
    </>
  );
}
