import { isWorthRetrying, reasonOf } from "../failure.js";
import { AlertIcon } from "../ui/icons.js";
import { failedTo, typedTexts } from "./command.js";
import { type Failure, NotSentError } from "./command-log.js";
import { useCommandLog, useFailures } from "./todo-commands.js";
import "./failure-notice.css";

/** As many failed changes are named one by one. */
const NAMED = 3;

interface FailureNoticeProps {
  /** Given what was typed for the changes that are let go. */
  readonly onLetGo: (typed: readonly string[]) => void;
}

/** Says which changes were taken back and why, and offers to make them again. */
export function FailureNotice({ onLetGo }: FailureNoticeProps) {
  const { failures } = useCommandLog();
  const { retry, dismiss } = useFailures();
  if (failures.length === 0) return null;
  const cause = failures.find(({ error }) => !(error instanceof NotSentError)) ?? failures[0];
  const [only] = failures.length === 1 ? failures : [];
  const typed = failures.flatMap(({ command }) => typedTexts(command));
  return (
    <div className="notice" role="alert">
      <AlertIcon />
      <div className="notice-body">
        <p className="notice-title">
          {only ? failedTo(only.command) : `${failures.length.toLocaleString("en")} changes were not saved`}
        </p>
        {!only && <Named failures={failures} />}
        <p className="notice-reason">{reasonOf(cause?.error)}</p>
      </div>
      <div className="notice-actions">
        {failures.some(({ error }) => isWorthRetrying(error)) && (
          <button type="button" className="button button-primary" onClick={retry}>
            Retry
          </button>
        )}
        <button
          type="button"
          className="button"
          onClick={() => {
            dismiss();
            onLetGo(typed);
          }}
        >
          Dismiss
        </button>
      </div>
    </div>
  );
}

function Named({ failures }: { failures: readonly Failure[] }) {
  const more = failures.length - NAMED;
  return (
    <ul className="notice-list">
      {failures.slice(0, NAMED).map(({ seq, command }) => (
        <li key={seq}>{failedTo(command)}</li>
      ))}
      {more > 0 && <li>and {more.toLocaleString("en")} more</li>}
    </ul>
  );
}
