import { words } from "../words/words.js";

interface TextProblemProps {
  readonly id: string;
  readonly problem: string | undefined;
  /** Characters typed, and how many there may be. */
  readonly length: number;
  readonly max: number;
}

/** Under a text field: what is wrong with the text, or how much room is left once little is. */
export function TextProblem({ id, problem, length, max }: TextProblemProps) {
  const nearlyFull = length > max * 0.9;
  return (
    <p id={id} className="text-problem" data-shown={problem !== undefined || nearlyFull}>
      {problem !== undefined ? (
        <span className="text-problem-message" role="status">
          {problem}
        </span>
      ) : (
        nearlyFull && <span data-over={length > max}>{words.todo.room(length, max)}</span>
      )}
    </p>
  );
}
