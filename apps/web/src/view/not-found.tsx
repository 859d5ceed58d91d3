import { useEffect } from "react";
import { Link } from "../router.js";
import { EmptyState } from "../ui/empty-state.js";
import { viewWords } from "../words/view-words.js";
import { words } from "../words/words.js";

/** For an address that nothing stands at. */
export function NotFound() {
  const said = viewWords();
  useEffect(() => {
    document.title = `${said.notFound} – Codex`;
  }, []);
  return (
    <EmptyState as="h1" picture="blank" title={said.notFound}>
      <p>{said.notFoundMore}</p>
      <Link href="/" className="button button-primary">
        {words.frame.toTodos}
      </Link>
    </EmptyState>
  );
}
