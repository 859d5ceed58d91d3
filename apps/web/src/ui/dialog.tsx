import { type ReactNode, useId, useLayoutEffect, useRef } from "react";
import { createPortal } from "react-dom";
import { words } from "../words/words.js";
import { Announcer } from "./announcer.js";
import { inFront } from "./front.js";
import { CrossIcon } from "./icons.js";
import "./dialog.css";

interface DialogProps {
  readonly title: string;
  /** A sheet comes in from the side, as the lists do on a phone. */
  readonly kind?: "box" | "sheet";
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Something in front of the page, until it is dealt with: Escape, the cross and a click beside it close it. */
export function Dialog({ title, kind = "box", onClose, children }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null);
  const titleId = useId();

  // Closed while it is still on the page: only then does the focus go back to where it was.
  useLayoutEffect(() => {
    const { current } = element;
    if (!current) return undefined;
    current.showModal();
    const end = inFront(current);
    return () => {
      current.close();
      end();
      focusAnew();
    };
  }, []);

  // Not where it was opened: that place may not be drawn any more when the window has another size.
  return createPortal(
    // biome-ignore lint/a11y/useKeyWithClickEvents: a dialog has Escape for the keyboard
    <dialog
      ref={element}
      className={`dialog dialog-${kind}`}
      aria-labelledby={titleId}
      onCancel={(event) => {
        // Not what is in it: a question in front of it, or the choice of a file.
        if (event.target !== element.current) return;
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === element.current) onClose();
      }}
    >
      <div className="dialog-body">
        <header className="dialog-header">
          <h2 id={titleId} dir="auto">
            {title}
          </h2>
          <button type="button" className="icon-button" aria-label={words.frame.close} onClick={onClose}>
            <CrossIcon />
          </button>
        </header>
        {children}
      </div>
      <Announcer />
    </dialog>,
    document.body,
  );
}

/**
 * A text field that gets the focus back from a dialog which was typed into takes no text in Chromium: its cursor is
 * still in the field that is gone.
 */
function focusAnew(): void {
  const { activeElement: field } = document;
  if (!(field instanceof HTMLTextAreaElement)) return;
  field.blur();
  field.focus();
}
