import type { RefusedCommand } from "@codex/client/outbox";
import { isWorthRetrying, reasonOf } from "../failure.js";
import { useStore, useStoreState } from "../sync/store-context.js";
import { AlertIcon } from "../ui/icons.js";
import { failedWords } from "../words/failed-words.js";
import { failedTo, typedTexts } from "./failed.js";
import "./failure-notice.css";

/** As many failed changes are named one by one. */
const NAMED = 3;

interface FailureNoticeProps {
  /** Given what was typed for the changes that are let go. */
  readonly onLetGo: (typed: readonly string[]) => void;
}

/** Says which changes were taken back and why, and offers to make them again. */
export function FailureNotice({ onLetGo }: FailureNoticeProps) {
  const store = useStore();
  const { refused: failures, rows } = useStoreState();
  const textOf = (id: string) => rows.todo(id)?.text;
  const [only] = failures.length === 1 ? failures : [];
  const typed = failures.flatMap(({ command }) => typedTexts(command));
  return (
    <div className="notice" role="alert">
      <AlertIcon />
      <div className="notice-body">
        <p className="notice-title">
          {only ? failedTo(only.command, textOf) : failedWords().several(failures.length)}
        </p>
        {!only && <Named failures={failures} textOf={textOf} />}
        <p className="notice-reason">{reasonOf(failures[0]?.error)}</p>
      </div>
      <div className="notice-actions">
        {failures.some(({ error }) => isWorthRetrying(error)) && (
          <button type="button" className="button button-primary" onClick={() => store.retryRefused()}>
            {failedWords().retry}
          </button>
        )}
        <button
          type="button"
          className="button"
          onClick={() => {
            store.dismissRefused();
            onLetGo(typed);
          }}
        >
          {failedWords().dismiss}
        </button>
      </div>
    </div>
  );
}

interface NamedProps {
  readonly failures: readonly RefusedCommand[];
  readonly textOf: (id: string) => string | undefined;
}

function Named({ failures, textOf }: NamedProps) {
  const more = failures.length - NAMED;
  return (
    <ul className="notice-list">
      {failures.slice(0, NAMED).map(({ command }) => (
        <li key={command.commandId}>{failedTo(command, textOf)}</li>
      ))}
      {more > 0 && <li>{failedWords().more(more)}</li>}
    </ul>
  );
}
