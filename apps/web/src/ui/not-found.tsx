import { useEffect } from "react";
import { Link } from "../router.js";
import { words } from "../words/words.js";
import { EmptyState } from "./empty-state.js";

/** For an address that nothing stands at. */
export function NotFound() {
  useEffect(() => {
    document.title = `${words.frame.notFound} – Codex`;
  }, []);
  return (
    <EmptyState as="h1" picture="blank" title={words.frame.notFound}>
      <p>{words.frame.notFoundMore}</p>
      <Link href="/" className="button button-primary">
        {words.frame.toTodos}
      </Link>
    </EmptyState>
  );
}
