import { Link } from "wouter";
import { EmptyState } from "../ui/empty-state.js";
import { TornPage } from "../ui/illustrations.js";
import { useDocumentTitle } from "../ui/use-document-title.js";

/** In place of a list that is not there, or not ours any more: nobody is told which. */
export function ListGone() {
  useDocumentTitle("List not found");
  return (
    <EmptyState as="h1" picture={<TornPage />} title="This list is not there">
      <p>It was deleted, or it is not shared with you any more.</p>
      <Link href="/" className="button button-primary">
        Go to your Inbox
      </Link>
    </EmptyState>
  );
}
