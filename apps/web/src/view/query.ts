import { TODO_LIMITS } from "@codex/core/limits";
import { labelOf } from "./place.js";

/** Which todos a view shows, as it stands in its address. */
export interface ViewQuery {
  /** What is searched for, as it was typed. */
  readonly q: string;
  readonly state: (typeof STATES)[number];
  readonly due: (typeof DUES)[number] | undefined;
  readonly priority: number | undefined;
  /** All of these. */
  readonly labels: readonly string[];
  /** The id of the list that they stand in. */
  readonly list: string | undefined;
}

/** What is to be done first, as that is what is looked for; the first is not written into the address. */
export const STATES = ["active", "completed", "all"] as const;
export const DUES = ["overdue", "today", "week", "none"] as const;
export const PRIORITIES = [1, 2, 3] as const;

const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Characters of what is searched for. */
export const MOST_SEARCHED = 200;

/** What shows everything that is to be done. */
export const NO_QUERY: ViewQuery = {
  q: "",
  state: "active",
  due: undefined,
  priority: undefined,
  labels: [],
  list: undefined,
};

/** Reads what stands behind the ? of an address. Anybody can write anything there: what means nothing is passed over. */
export function parseQuery(search: string): ViewQuery {
  const given = new URLSearchParams(search);
  const labels = given.getAll("label").flatMap((text) => labelOf(text) ?? []);
  const list = given.get("list")?.toLowerCase();
  return {
    q: [...(given.get("q") ?? "")].slice(0, MOST_SEARCHED).join(""),
    state: STATES.find((state) => state === given.get("state")) ?? "active",
    due: DUES.find((due) => due === given.get("due")),
    priority: PRIORITIES.find((priority) => String(priority) === given.get("priority")),
    labels: [...new Set(labels)].slice(0, TODO_LIMITS.labels),
    list: list !== undefined && ID.test(list) ? list : undefined,
  };
}

/** Writes what `parseQuery` reads: always in the same order, and without what goes without saying. */
export function writeQuery({ q, state, due, priority, labels, list }: ViewQuery): string {
  const written = new URLSearchParams();
  if (q.trim() !== "") written.set("q", q);
  if (state !== "active") written.set("state", state);
  if (due) written.set("due", due);
  if (priority !== undefined) written.set("priority", String(priority));
  for (const label of labels) written.append("label", label);
  if (list !== undefined) written.set("list", list);
  return written.toString();
}

/** The same for whatever asks for the same todos: by this a saved view is known again. */
export function sameQuery(query: ViewQuery): string {
  return writeQuery({ ...query, q: query.q.trim(), labels: query.labels.toSorted() });
}

/** An address with a query. */
export function withQuery(path: string, query: ViewQuery): string {
  const written = writeQuery(query);
  return written === "" ? path : `${path}?${written}`;
}
