import { TODO_LIMITS } from "@codex/core/limits";
import { problemWithText } from "@codex/core/text";

/** What of all lists a page shows. */
export type ViewPlace =
  | { readonly kind: "today" | "upcoming" | "all" }
  | { readonly kind: "label"; readonly label: string };

const LABEL = /^[^\s#,]+$/u;

/** The view that an address stands for, if it is the address of one. @param path - as it stands in the address */
export function viewOfPath(path: string): ViewPlace | undefined {
  const [, kind, rest] = /^\/(today|upcoming|all|label)(?:\/([^/]+))?\/?$/.exec(path) ?? [];
  switch (kind) {
    case "today":
    case "upcoming":
    case "all":
      return rest === undefined ? { kind } : undefined;
    case "label": {
      const label = labelOf(decoded(rest ?? ""));
      return label === undefined ? undefined : { kind, label };
    }
    default:
      return undefined;
  }
}

/** The address of a view. */
export function pathOfView(place: ViewPlace): string {
  if (place.kind !== "label") return `/${place.kind}`;
  const name = encodeURIComponent(place.label);
  // A browser takes these for folders,
  if (name === "." || name === "..") return `/all?label=${name}`;
  // and a server takes what ends in something like ".png" for a file.
  return `/label/${name}${name.includes(".") ? "/" : ""}`;
}

/** A text as the name of a label; undefined if it cannot be one. */
export function labelOf(text: string): string | undefined {
  const label = text.normalize();
  const isLabel = LABEL.test(label) && problemWithText(label, TODO_LIMITS.labelLength) === undefined;
  return isLabel ? label : undefined;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}
