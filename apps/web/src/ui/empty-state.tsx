import type { ReactNode } from "react";
import "./empty-state.css";

interface EmptyStateProps {
  readonly as?: "h1" | "h2";
  readonly picture: ReactNode;
  readonly title: string;
  readonly children: ReactNode;
}

/** Says that there is nothing to show, why, and what to do about it. */
export function EmptyState({ as: Heading = "h2", picture, title, children }: EmptyStateProps) {
  return (
    <div className="empty-state">
      {picture}
      <Heading className="empty-state-title">{title}</Heading>
      {children}
    </div>
  );
}
