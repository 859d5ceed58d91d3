import type { ImportReport } from "@codex/core/transfer/report";
import { transferWords } from "../words/transfer-words.js";
import type { Step } from "./use-import.js";

interface ImportStepProps {
  readonly step: Step;
  readonly onStart: () => void;
  readonly onUndo: (batch: string) => void;
  readonly onAgain: () => void;
}

/** What is to be seen and done at one step of an import. */
export function ImportStep({ step, onStart, onUndo, onAgain }: ImportStepProps) {
  const said = transferWords();
  switch (step.kind) {
    case "choosing":
      return <Before note={step.note} last={step.last} onUndo={onUndo} />;
    case "reading":
      return <p role="status">{said.reading}</p>;
    case "refused":
      return (
        <p className="form-problem" role="alert">
          {step.reason}
        </p>
      );
    case "previewed":
      return (
        <>
          <Report report={step.report} />
          <button type="button" className="button button-primary" onClick={onStart}>
            {said.submit(step.report.todos)}
          </button>
        </>
      );
    case "importing":
      return (
        <label className="transfer-progress">
          {said.progress(step.done, step.total)}
          <progress max={step.total} value={step.done} />
        </label>
      );
    case "undoing":
      return <p role="status">{said.undoing}</p>;
    case "done":
      return (
        <>
          <p className="form-done">{said.done(step.done.added + step.done.back, step.done.known)}</p>
          {step.done.refused.length > 0 && (
            <Lines
              title={said.refused(step.done.refused.length)}
              lines={step.done.refused.map(({ line, reason }) => ({ line, text: reason }))}
              total={step.done.refused.length}
            />
          )}
          <Ways batch={step.done.batch} onUndo={onUndo} onAgain={onAgain} />
        </>
      );
    case "failed":
      return (
        <>
          <p className="form-problem" role="alert">
            {step.reason}
          </p>
          <Ways batch={step.batch} onUndo={onUndo} onAgain={onAgain} />
        </>
      );
  }
}

interface BeforeProps extends Pick<ImportStepProps, "onUndo"> {
  readonly note: string | undefined;
  readonly last: string | undefined;
}

function Before({ note, last, onUndo }: BeforeProps) {
  if (note !== undefined) return <p className="form-done">{note}</p>;
  if (last === undefined) return null;
  return (
    <div className="form-actions">
      <button type="button" className="button button-quiet" onClick={() => onUndo(last)}>
        {transferWords().undoLast}
      </button>
    </div>
  );
}

interface WaysProps extends Pick<ImportStepProps, "onUndo" | "onAgain"> {
  readonly batch: string | undefined;
}

function Ways({ batch, onUndo, onAgain }: WaysProps) {
  const said = transferWords();
  return (
    <div className="form-actions">
      {batch !== undefined && (
        <button type="button" className="button" onClick={() => onUndo(batch)}>
          {said.undo}
        </button>
      )}
      <button type="button" className="button button-quiet" onClick={onAgain}>
        {said.another}
      </button>
    </div>
  );
}

function Report({ report }: { report: ImportReport }) {
  const said = transferWords();
  const { todos, completed, subtasks, due, repeating, lists, first, notKept, notKeptCounts } = report;
  const lost = Object.values(notKeptCounts).reduce((sum, count) => sum + count, 0);
  return (
    <>
      <p>
        <strong>{said.found(todos)}</strong> {said.among(completed, subtasks, due, repeating)}
        {lists.length > 0 && (
          <>
            <br />
            <bdi>{said.lists(lists.join(", "))}</bdi>
          </>
        )}
      </p>
      {lost > 0 && (
        <Lines
          title={said.notKept(lost)}
          lines={notKept.map(({ line, code, detail }) => ({
            line,
            text: said.reasons[code],
            ...(detail !== undefined && { detail }),
          }))}
          total={lost}
        />
      )}
      <ol className="transfer-first" aria-label={said.preview}>
        {first.map(({ line, text, completed: isDone, isSubtask }) => (
          <li key={`${line} ${text}`} data-done={isDone} data-subtask={isSubtask} dir="auto">
            {text}
            {isDone && <span className="visually-hidden"> ({said.isDone})</span>}
          </li>
        ))}
      </ol>
      {todos > first.length && <p>{said.more(todos - first.length)}</p>}
    </>
  );
}

interface LinesProps {
  readonly title: string;
  readonly lines: readonly { readonly line: number; readonly text: string; readonly detail?: string }[];
  /** How many there are, if not all are told. */
  readonly total: number;
}

function Lines({ title, lines, total }: LinesProps) {
  const said = transferWords();
  return (
    <details className="transfer-lines">
      <summary>{title}</summary>
      <ul>
        {lines.map(({ line, text, detail }, index) => (
          <li key={index}>
            {said.line(line)}: {text}
            {detail !== undefined && (
              <>
                {" "}
                <q>
                  <bdi>{detail}</bdi>
                </q>
              </>
            )}
          </li>
        ))}
      </ul>
      {total > lines.length && <p>{said.more(total - lines.length)}</p>}
    </details>
  );
}
