import { Link } from "../router.js";
import { EmptyState } from "../ui/empty-state.js";
import { useDocumentTitle } from "../ui/use-document-title.js";
import { sharingWords } from "../words/sharing-words.js";

/** In place of a list that is not there, or not ours any more: nobody is told which. */
export function ListGone() {
  const said = sharingWords().gone;
  useDocumentTitle(said.tab);
  return (
    <EmptyState as="h1" picture="torn" title={said.title}>
      <p>{said.more}</p>
      <Link href="/" className="button button-primary">
        {said.toInbox}
      </Link>
    </EmptyState>
  );
}
