import { TODO_LIMITS } from "@codex/core/limits";
import { labelSchema, type Todo } from "@codex/core/todo";
import { type FormEvent, useId, useMemo, useState } from "react";
import { useStoreState } from "../sync/store-context.js";
import { Dialog } from "../ui/dialog.js";
import { Field } from "../ui/field.js";
import { CrossIcon } from "../ui/icons.js";
import { actingWords } from "../words/acting-words.js";
import { shown } from "./selection.js";
import { useActions } from "./use-actions.js";
import "../ui/form.css";

interface LabelsDialogProps {
  readonly todos: readonly Todo[];
  readonly onClose: () => void;
}

/** Puts a label on several todos, or takes one off. */
export function LabelsDialog({ todos, onClose }: LabelsDialogProps) {
  const said = actingWords().labels;
  const { rows } = useStoreState();
  const actions = useActions();
  const [name, setName] = useState("");
  const [problem, setProblem] = useState<string>();
  const there = useMemo(() => labelsOf(todos), [todos]);
  const known = useMemo(
    () => [...new Set([...rows.labels().map((label) => label.name), ...labelsOf(shown.get().rows)])].sort(),
    [rows],
  );
  const knownId = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const label = labelSchema.safeParse(name.trim().replace(/^#/, ""));
    setProblem(label.success ? undefined : said.problem(TODO_LIMITS.labelLength));
    if (!label.success) return;
    setName("");
    actions.label(todos, [label.data], []);
  };
  return (
    <Dialog title={said.title(todos.length)} onClose={onClose}>
      <form className="form" onSubmit={submit} noValidate>
        <datalist id={knownId}>
          {known.map((label) => (
            <option key={label} value={label} />
          ))}
        </datalist>
        <Field
          label={said.name}
          value={name}
          onValue={setName}
          problem={problem}
          autoComplete="off"
          list={knownId}
          autoFocus
        />
        <div className="dialog-actions">
          <button type="submit" className="button button-primary">
            {said.add}
          </button>
        </div>
      </form>
      {there.length > 0 && (
        <ul className="bulk-labels" aria-label={said.there}>
          {there.map((label) => (
            <li key={label}>
              <bdi>#{label}</bdi>
              <button
                type="button"
                className="icon-button"
                aria-label={said.removeOne(label)}
                onClick={() => actions.label(todos, [], [label])}
              >
                <CrossIcon />
              </button>
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  );
}

/** The labels of some todos, by their names. */
function labelsOf(todos: readonly Todo[]): readonly string[] {
  return [...new Set(todos.flatMap(({ labels }) => labels ?? []))].sort();
}
