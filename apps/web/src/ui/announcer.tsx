import { useState } from "react";
import { shared, useShared } from "./shared.js";

/** As many announcements stay readable, for whoever looks for what was said. */
const KEPT = 3;

interface Announcement {
  readonly turn: number;
  readonly text: string;
}

const said = shared<readonly Announcement[]>([]);
let turn = 0;

/** Has a screen reader say something, after what it is saying. */
export function announce(text: string): void {
  turn += 1;
  said.set([...said.get(), { turn, text }].slice(-KEPT));
}

/**
 * Where announcements are put, each as an element of its own, so that none takes the place of one that was not spoken
 * yet: one on the page, and one in each dialog, as what is behind a dialog is not spoken.
 */
export function Announcer() {
  const all = useShared(said);
  const [since] = useState(turn);
  return (
    <div className="visually-hidden" aria-live="polite">
      {all.map(({ turn, text }) => turn > since && <p key={turn}>{text}</p>)}
    </div>
  );
}
