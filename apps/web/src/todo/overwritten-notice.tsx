import type { Overwritten } from "@codex/core/sync";
import { useEffect } from "react";
import { nameOf } from "../account/name-of.js";
import { useRun, useStore, useStoreState } from "../sync/store-context.js";
import { announce } from "../ui/announcer.js";
import { useShared } from "../ui/shared.js";
import { chosenShortcuts } from "../ui/shortcuts.js";
import { replacedWords } from "../words/replaced-words.js";
import { useKeys } from "./use-page.js";
import "./failure-notice.css";
import "./overwritten-notice.css";

interface OverwrittenNoticeProps {
  readonly notice: Overwritten;
  /** How many there are besides. */
  readonly more: number;
}

/** The key that brings back what was replaced. */
const KEY = "b";

/** Says that a text, or notes, replaced others that their writer had not seen, and brings those back. */
export function OverwrittenNotice({ notice, more }: OverwrittenNoticeProps) {
  const store = useStore();
  const run = useRun();
  const { rows } = useStoreState();
  const { todoId, field, text } = notice;
  const said = replacedWords();
  const about = field ? said.notes : said;
  const [start = ""] = text.split("\n", 1);
  const title = whatHappened(notice, rows.userId, rows.todo(todoId)?.text ?? "");
  const hasKey = useShared(chosenShortcuts) !== "off";
  useEffect(
    () => announce(`${title}. ${hasKey ? about.press(KEY.toUpperCase(), start) : start}`),
    [title, about, start, hasKey],
  );
  const bringBack = () => {
    run({ kind: "todo.update", ids: [todoId], set: field ? { notes: text } : { text } });
    announce(said.broughtBack);
  };
  useKeys({ [KEY]: bringBack });
  return (
    <section className="notice notice-quiet" aria-label={about.label}>
      <div className="notice-body">
        <p className="notice-title">{title}</p>
        {field ? (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is to be scrolled with the keyboard
          <p className="notice-replaced" dir="auto" tabIndex={0}>
            {text}
          </p>
        ) : (
          <p dir="auto">{text}</p>
        )}
        {more > 0 && <p className="notice-reason">{said.more(more)}</p>}
      </div>
      <div className="notice-actions">
        <button
          type="button"
          className="button"
          aria-keyshortcuts={hasKey ? KEY : undefined}
          onClick={bringBack}
        >
          {said.bringBack} {hasKey && <kbd>{KEY.toUpperCase()}</kbd>}
        </button>
        <button
          type="button"
          className="button button-quiet"
          onClick={() => store.dismissOverwritten(notice)}
        >
          {said.dismiss}
        </button>
      </div>
    </section>
  );
}

/** @param now - the todo's text as it stands there now */
function whatHappened({ author, by, field }: Overwritten, userId: string | undefined, now: string): string {
  const said = field ? replacedWords().notes : replacedWords();
  if (by.id !== userId) return said.yours(nameOf(by.name), now);
  if (author === null) return said.nobodys(now);
  return author.id === userId ? said.ownElsewhere(now) : said.theirs(nameOf(author.name), now);
}
