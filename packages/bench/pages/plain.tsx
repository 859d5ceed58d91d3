import { useState } from "react";
import { createRoot } from "react-dom/client";

interface Row {
  readonly id: number;
  readonly text: string;
  readonly completed: boolean;
}

const ROWS: readonly Row[] = Array.from({ length: 10_000 }, (_, id) => ({
  id,
  text: `todo ${id + 1}`,
  completed: id % 2 === 1,
}));

/** Ten thousand rows as one writes them first: one state, every row drawn, nothing remembered between renders. */
function PlainList() {
  const [rows, setRows] = useState(ROWS);
  const toggle = (id: number) =>
    setRows(rows.map((row) => (row.id === id ? { ...row, completed: !row.completed } : row)));
  return (
    <ul>
      {rows.map(({ id, text, completed }) => (
        <li key={id}>
          <label>
            <input type="checkbox" checked={completed} onChange={() => toggle(id)} />
            {text}
          </label>
        </li>
      ))}
    </ul>
  );
}

const root = document.getElementById("root");
if (root) createRoot(root).render(<PlainList />);
