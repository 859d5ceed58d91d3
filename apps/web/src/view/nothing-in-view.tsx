import { EmptyState } from "../ui/empty-state.js";
import { viewWords } from "../words/view-words.js";
import type { ViewPlace } from "./place.js";

interface NothingInViewProps {
  readonly place: ViewPlace;
  /** Whether more is asked for than what the view itself shows. */
  readonly isFiltered: boolean;
}

/** What stands where a view has no rows. */
export function NothingInView({ place, isFiltered }: NothingInViewProps) {
  const { nothing } = viewWords();
  if (isFiltered) {
    return (
      <EmptyState picture="open" title={nothing.found}>
        <p>{nothing.foundMore}</p>
      </EmptyState>
    );
  }
  if (place.kind === "label") {
    return (
      <EmptyState picture="ticked" title={nothing.label(place.label)}>
        <p>{nothing.labelMore}</p>
      </EmptyState>
    );
  }
  return (
    <EmptyState picture={place.kind === "upcoming" ? "blank" : "ticked"} title={nothing[place.kind]}>
      <p>{nothing[`${place.kind}More`]}</p>
    </EmptyState>
  );
}
