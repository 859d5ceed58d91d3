import type { ReactNode } from "react";
import { part } from "./part.js";
import "./empty-state.css";

/** A blank book, a page whose lines are ticked or open, a torn page. */
export type PictureName = "blank" | "ticked" | "open" | "torn";

// What is said does without.
const Picture = part(
  async () => (await import("./illustrations.js")).Picture,
  () => null,
);

interface EmptyStateProps {
  readonly as?: "h1" | "h2";
  readonly picture: PictureName;
  readonly title: string;
  readonly children: ReactNode;
}

/** Says that there is nothing to show, why, and what to do about it. */
export function EmptyState({ as: Heading = "h2", picture, title, children }: EmptyStateProps) {
  return (
    <div className="empty-state">
      <div className="empty-state-picture">
        <Picture of={picture} />
      </div>
      <Heading className="empty-state-title">{title}</Heading>
      {children}
    </div>
  );
}
