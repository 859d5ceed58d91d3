import type { RowsView } from "@codex/client/rows";
import { newId } from "@codex/core/id";
import { LABEL_COLORS, type LabelColor } from "@codex/core/personal";
import { type FormEvent, useId, useMemo, useState } from "react";
import { useStoreState } from "../sync/store-context.js";
import { CrossIcon } from "../ui/icons.js";
import { Menu } from "../ui/menu.js";
import { detailsWords } from "../words/details-words.js";
import type { SectionProps } from "./details.js";
import { focusBeside } from "./focus.js";
import { Label, useLabelColor } from "./label.js";
import { labelsIn, problemWithLabel } from "./labels.js";
import { Section } from "./section.js";
import { useChanges } from "./use-changes.js";

/** The labels that it has, each with a colour that is the user's own. */
export function LabelsSection({ todo, canEdit }: SectionProps) {
  const { run } = useChanges();
  const { labels: said, said: done } = detailsWords();
  const labels = todo.labels ?? [];
  if (!canEdit && labels.length === 0) return null;
  return (
    <Section title={said.title}>
      {labels.length > 0 && (
        <ul className="details-labels" aria-label={said.title}>
          {labels.map((name) => (
            <li key={name}>
              <Label name={name} />
              <ColorMenu name={name} />
              {canEdit && (
                <button
                  type="button"
                  className="icon-button"
                  aria-label={said.remove(name)}
                  title={said.remove(name)}
                  onClick={({ currentTarget }) => {
                    focusBeside(currentTarget);
                    run(
                      { kind: "todo.label", ids: [todo.id], add: [], remove: [name] },
                      done.labelRemoved(name),
                    );
                  }}
                >
                  <CrossIcon />
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      {canEdit && <NewLabel todo={todo} />}
    </Section>
  );
}

function NewLabel({ todo }: Pick<SectionProps, "todo">) {
  const { run } = useChanges();
  const { rows } = useStoreState();
  const id = useId();
  const { labels: said, said: done } = detailsWords();
  const [typed, setTyped] = useState("");
  const [problem, setProblem] = useState<string>();
  const suggested = useMemo(() => knownLabels(rows), [rows]);
  const has = todo.labels ?? [];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const add = labelsIn(typed).filter((name) => !has.includes(name));
    const found = problemWithLabel(add, has.length + add.length);
    setProblem(found);
    if (found !== undefined) return;
    setTyped("");
    if (add.length === 0) return;
    run({ kind: "todo.label", ids: [todo.id], add, remove: [] }, done.labelAdded(add.join(", ")));
  };
  return (
    <form className="details-add" onSubmit={submit} noValidate>
      <input
        type="text"
        aria-label={said.add}
        placeholder={said.add}
        aria-invalid={problem !== undefined}
        aria-describedby={`${id}-problem`}
        list={`${id}-known`}
        autoComplete="off"
        autoCapitalize="none"
        dir="auto"
        value={typed}
        onChange={({ target: { value } }) => {
          setProblem(undefined);
          setTyped(value);
        }}
      />
      <datalist id={`${id}-known`}>
        {suggested
          .filter((name) => !has.includes(name))
          .map((name) => (
            <option key={name} value={name} />
          ))}
      </datalist>
      <button type="submit" className="button">
        {said.addButton}
      </button>
      <p id={`${id}-problem`} className="field-note" data-problem="true" role="status" hidden={!problem}>
        {problem}
      </p>
    </form>
  );
}

/** All labels that stand on any todo, or have a colour; each once, in the order of the alphabet. */
function knownLabels(rows: RowsView): readonly string[] {
  const names = new Set(rows.labels().map(({ name }) => name));
  for (const { listId } of rows.memberships())
    for (const { labels } of rows.todosOf(listId)) for (const name of labels ?? []) names.add(name);
  return [...names].sort((a, b) => a.localeCompare(b));
}

/** Gives a label a colour, on every todo that it stands on. */
function ColorMenu({ name }: { name: string }) {
  const { run } = useChanges();
  const chosen = useLabelColor(name);
  const { labels: said, said: done } = detailsWords();
  const choose = (color: LabelColor | null) =>
    run({ kind: "label.setColor", id: newId(), name, color }, done.color(name));
  return (
    <Menu
      label={said.colorOf(name)}
      icon={<span className="label-swatch" data-color={chosen} />}
      className="label-color"
    >
      {LABEL_COLORS.map((color) => (
        <button key={color} type="button" onClick={() => choose(color)}>
          <span className="label-swatch" data-color={color} /> {said.colors[color]}
        </button>
      ))}
      {chosen && (
        <button type="button" onClick={() => choose(null)}>
          <span className="label-swatch" /> {said.noColor}
        </button>
      )}
    </Menu>
  );
}
