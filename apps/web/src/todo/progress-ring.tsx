import type { TodoCounts } from "@codex/core/todo";
import { words } from "../words/words.js";

const RADIUS = 12;
const LENGTH = 2 * Math.PI * RADIUS;

/** A ring that closes as todos are completed. */
export function ProgressRing({ counts: { active, completed } }: { counts: TodoCounts }) {
  const total = active + completed;
  const done = total === 0 ? 0 : completed / total;
  return (
    <svg
      className="progress-ring"
      viewBox="0 0 32 32"
      width="32"
      height="32"
      role="img"
      aria-label={words.todo.done(completed, total)}
      data-full={done === 1}
    >
      <circle className="progress-ring-track" cx="16" cy="16" r={RADIUS} />
      <circle
        className="progress-ring-done"
        cx="16"
        cy="16"
        r={RADIUS}
        strokeDasharray={LENGTH}
        strokeDashoffset={LENGTH * (1 - done)}
        opacity={done === 0 ? 0 : 1}
      />
      <path className="progress-ring-tick" d="m11.5 16.3 3.2 3.2 6-6.5" />
    </svg>
  );
}
