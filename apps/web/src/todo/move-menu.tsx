import { useActing } from "../acting/acting.js";
import { MoveIcon } from "../ui/icons.js";
import { Menu } from "../ui/menu.js";
import { words } from "../words/words.js";
import type { TodoItemProps } from "./todo-item.js";

/** Where a todo can go: to another place, which needs no dragging, and to another list. */
export function MoveMenu(props: TodoItemProps & { readonly tabIndex: number }) {
  const { todo, targets, actions, tabIndex } = props;
  const { index, count } = props.place === undefined ? props : { index: 0, count: 0 };
  const Choices = useActing()?.MoveChoices;
  return (
    <Menu
      label={words.todo.row.move(todo.text)}
      icon={<MoveIcon />}
      className="todo-move"
      tabIndex={tabIndex}
    >
      {index > 0 && (
        <>
          <button type="button" onClick={() => actions.shift(todo, -count)}>
            {words.todo.row.toTop}
          </button>
          <button type="button" onClick={() => actions.shift(todo, -1)}>
            {words.todo.row.up}
          </button>
        </>
      )}
      {index < count - 1 && (
        <>
          <button type="button" onClick={() => actions.shift(todo, 1)}>
            {words.todo.row.down}
          </button>
          <button type="button" onClick={() => actions.shift(todo, count)}>
            {words.todo.row.toEnd}
          </button>
        </>
      )}
      {targets.length > 0 && <p>{words.todo.row.moveTo}</p>}
      {targets.map((target) => (
        <button key={target.id} type="button" onClick={() => actions.move(todo, target)}>
          <bdi>{target.name}</bdi>
        </button>
      ))}
      {Choices && (index > 0 || todo.parentId) && <Choices todo={todo} />}
    </Menu>
  );
}
