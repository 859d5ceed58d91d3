import type { ReactNode } from "react";
import type { PictureName } from "./empty-state.js";

/** An open book without a word in it. */
const OpenBook = () => (
  <Illustration>
    <path d="M48 24c-8-6-18-7-30-6v40c12-1 22 0 30 6 8-6 18-7 30-6V18c-12-1-22 0-30 6z" />
    <path d="M48 24v40" />
    <path className="illustration-faint" d="M26 29c5-.3 9 .3 13 2M26 37c5-.3 9 .3 13 2M26 45c3-.2 6 0 8 .6" />
    <path className="illustration-accent" d="M66 17.5v17l4-3.5 4 3.5v-16" />
  </Illustration>
);

/** A page whose lines are all ticked. */
const TickedPage = () => (
  <Illustration>
    <path d="M28 14h32a8 8 0 0 1 8 8v46H36a8 8 0 0 1-8-8z" />
    <path d="M28 60a8 8 0 0 1 8-8h32" />
    <path className="illustration-accent" d="m38 33 7.5 7.5L60 25" />
  </Illustration>
);

/** A page whose lines are all open. */
const OpenPage = () => (
  <Illustration>
    <path d="M28 14h32a8 8 0 0 1 8 8v46H36a8 8 0 0 1-8-8z" />
    <path d="M28 60a8 8 0 0 1 8-8h32" />
    <circle className="illustration-accent" cx="39" cy="27" r="3.5" />
    <circle className="illustration-accent" cx="39" cy="41" r="3.5" />
    <path className="illustration-faint" d="M47 27h12M47 41h8" />
  </Illustration>
);

/** A page that is torn in two. */
const TornPage = () => (
  <Illustration>
    <path d="M28 38V20a8 8 0 0 1 8-8h32v24l-8 5-8-6-8 6-8-6z" />
    <path d="M28 50v18h32a8 8 0 0 0 8-8V48l-8 5-8-6-8 6-8-6z" />
    <path className="illustration-faint" d="M38 22h18M38 60h14" />
    <path className="illustration-accent" d="M77 33l5-4M79 43h6M77 53l5 4" />
  </Illustration>
);

function Illustration({ children }: { children: ReactNode }) {
  return (
    <svg className="illustration" viewBox="0 0 96 80" width="120" height="100" fill="none" aria-hidden="true">
      {children}
    </svg>
  );
}

const PICTURES: Readonly<Record<PictureName, () => ReactNode>> = {
  blank: OpenBook,
  ticked: TickedPage,
  open: OpenPage,
  torn: TornPage,
};

/** What an empty state shows. */
export function Picture({ of }: { of: PictureName }) {
  const Drawing = PICTURES[of];
  return <Drawing />;
}
