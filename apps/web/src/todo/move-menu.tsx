import { useActing } from "../acting/acting.js";
import { MoveIcon } from "../ui/icons.js";
import { Menu } from "../ui/menu.js";
import { words } from "../words/words.js";
import type { TodoItemProps } from "./todo-item.js";

/** Where a todo can go: to another place, which needs no dragging, to another list, or under another todo. */
export function MoveMenu(props: TodoItemProps & { readonly tabIndex: number }) {
  const { todo, tabIndex } = props;
  const Choices = useActing()?.MoveChoices;
  return (
    <Menu
      label={words.todo.row.move(todo.text)}
      icon={<MoveIcon />}
      className="todo-move"
      tabIndex={tabIndex}
    >
      {Choices && <Choices {...props} />}
    </Menu>
  );
}
