import { useEffect } from "react";
import { Link } from "wouter";
import { EmptyState } from "./empty-state.js";
import { OpenBook } from "./illustrations.js";

/** For an address that nothing stands at. */
export function NotFound() {
  useEffect(() => {
    document.title = "Nothing here – Codex";
  }, []);
  return (
    <EmptyState as="h1" picture={<OpenBook />} title="Nothing here">
      <p>This page was never written, or it was torn out.</p>
      <Link href="/" className="button button-primary">
        Go to your todos
      </Link>
    </EmptyState>
  );
}
