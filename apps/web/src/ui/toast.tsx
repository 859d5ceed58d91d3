import { useEffect } from "react";
import { createPortal } from "react-dom";
import { words } from "../words/words.js";
import { announce } from "./announcer.js";
import { useFront } from "./front.js";
import { shared, useShared } from "./shared.js";
import "./toast.css";

/** Milliseconds for which a toast stays; longer where there is something to press. */
const STAYS_MS = 6_000;
const STAYS_WITH_ACTION_MS = 15_000;

interface Toast {
  readonly text: string;
  readonly action: ToastAction | undefined;
}

export interface ToastAction {
  readonly label: string;
  readonly run: () => void;
}

const shown = shared<Toast | undefined>(undefined);

/** Says something below the page for a while, with something to do about it. */
export function toast(text: string, action?: ToastAction): void {
  shown.set({ text, action });
  announce(text);
}

/** Where toasts are shown; one on the page, which goes where it can be reached: into the dialog in front. */
export function Toaster() {
  const current = useShared(shown);
  const front = useFront();
  useEffect(() => {
    if (!current) return;
    const timer = setTimeout(() => shown.set(undefined), current.action ? STAYS_WITH_ACTION_MS : STAYS_MS);
    return () => clearTimeout(timer);
  }, [current]);
  if (!current) return null;
  const { text, action } = current;
  const message = (
    <section className="toast" aria-label={words.frame.message}>
      <span dir="auto">{text}</span>
      {action && (
        <button
          type="button"
          className="button button-quiet"
          onClick={() => {
            shown.set(undefined);
            action.run();
          }}
        >
          {action.label}
        </button>
      )}
      <button type="button" className="button button-quiet" onClick={() => shown.set(undefined)}>
        {words.frame.dismiss}
      </button>
    </section>
  );
  return front ? createPortal(message, front) : message;
}
