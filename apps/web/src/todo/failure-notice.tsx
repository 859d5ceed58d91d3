import type { RefusedCommand } from "@codex/client/outbox";
import { isWorthRetrying, reasonOf } from "../failure.js";
import { listOf, useLists } from "../list/use-lists.js";
import { useStore, useStoreState } from "../sync/store-context.js";
import { CopyField } from "../ui/copy-field.js";
import { AlertIcon } from "../ui/icons.js";
import { toast } from "../ui/toast.js";
import { failedWords } from "../words/failed-words.js";
import type { InList } from "./command.js";
import { failedTo } from "./failed.js";
import { type GivenBack, givenBack } from "./given-back.js";
import { addToDraft } from "./use-draft.js";
import { useRefused } from "./use-refused.js";
import "./failure-notice.css";

/** As many failed changes are named one by one. */
const NAMED = 3;

interface FailureNoticeProps {
  /** The list whose composer is in sight, if it is one's. */
  readonly at: InList | undefined;
}

/**
 * Says which changes were taken back and why, and offers to make them again. Let go, what was typed for them goes to
 * where todos of its list are written; what has no such place can be copied.
 */
export function FailureNotice({ at }: FailureNoticeProps) {
  const store = useStore();
  const { rows } = useStoreState();
  const failures = useRefused();
  const textOf = (id: string) => rows.todo(id)?.text;
  const [only] = failures.length === 1 ? failures : [];
  const commands = failures.map(({ command }) => command);
  const { drafts, homeless } = givenBack(commands, rows);
  const giveBack = useGiveBack(at);
  return (
    <div className="notice" role="alert">
      <AlertIcon />
      <div className="notice-body">
        <p className="notice-title">
          {only ? failedTo(only.command, textOf) : failedWords().several(failures.length)}
        </p>
        {!only && <Named failures={failures} textOf={textOf} />}
        <p className="notice-reason">{reasonOf(failures[0]?.error)}</p>
        {homeless.length > 0 && <CopyField label={failedWords().typed} text={homeless.join("\n")} />}
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
            giveBack(drafts);
          }}
        >
          {failedWords().dismiss}
        </button>
      </div>
    </div>
  );
}

/** Puts texts into the drafts of their lists, and tells of those that are not in sight. */
function useGiveBack(here: InList | undefined): (drafts: GivenBack["drafts"]) => void {
  const lists = useLists();
  return (drafts) => {
    for (const { list, texts } of drafts) {
      addToDraft(list, texts);
      if (!here || list.listId !== here.listId) toast(failedWords().backIn(listOf(lists, list)?.name ?? ""));
    }
  };
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
