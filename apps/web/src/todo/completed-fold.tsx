import { useId, useSyncExternalStore } from "react";
import { type Preference, preference } from "../ui/preference.js";
import { viewWords } from "../words/view-words.js";
import { TodoList, type TodoListProps } from "./todo-list.js";
import "./completed-fold.css";

/** What a list has completed: behind a line that opens, which is remembered for each list. Closed it draws no row. */
export function CompletedFold(props: TodoListProps) {
  const id = useId();
  const { subscribe, get, set } = opened(props.list?.id ?? "");
  const isOpen = useSyncExternalStore(subscribe, get) === "open";
  return (
    <>
      <button
        type="button"
        className="fold"
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => set(isOpen ? undefined : "open")}
      >
        <i />
        {viewWords().completed(props.rows.filter(({ parentId }) => !parentId).length)}
      </button>
      <div id={id}>{isOpen && <TodoList {...props} />}</div>
    </>
  );
}

const known = new Map<string, Preference<"open">>();

function opened(listId: string): Preference<"open"> {
  const chosen = known.get(listId) ?? preference<"open">(`codex.fold.${listId}`, ["open"]);
  known.set(listId, chosen);
  return chosen;
}
