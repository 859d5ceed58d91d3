import { useId } from "react";
import { detailsWords } from "../words/details-words.js";
import type { SectionProps } from "./details.js";
import { Section } from "./section.js";
import { useChanges } from "./use-changes.js";

const PRIORITIES = [1, 2, 3, null] as const;

/** How much it matters: 1 is the highest. */
export function PrioritySection({ todo, canEdit }: SectionProps) {
  const { run } = useChanges();
  const name = useId();
  const { priority: said, said: done } = detailsWords();
  const chosen = todo.priority ?? null;
  if (!canEdit && chosen === null) return null;
  return (
    <Section title={said.title}>
      <div className="details-choices" role="radiogroup" aria-label={said.title}>
        {PRIORITIES.map((priority) => (
          <label key={priority} className="details-radio">
            <input
              type="radio"
              name={name}
              disabled={!canEdit}
              checked={priority === chosen}
              onChange={() =>
                run(
                  { kind: "todo.update", ids: [todo.id], set: { priority } },
                  priority === null ? done.noPriority : done.priority(priority),
                )
              }
            />
            {priority === null ? said.none : said.of(priority)}
          </label>
        ))}
      </div>
    </Section>
  );
}
