import type { Todo } from "@codex/core/todo";
import { found } from "../todo/search.js";
import { daysAfter, localDue, type Today } from "./days.js";
import type { ViewQuery } from "./query.js";

/** Todos that stand below one heading. */
export interface Group {
  readonly kind: "overdue" | "day" | "later" | "list";
  /** The day, or the list's id; of the others there is one. */
  readonly of: string;
  readonly todos: readonly Todo[];
}

/** A list's todos, in its order. */
export interface TodosOfList {
  readonly id: string;
  readonly todos: readonly Todo[];
}

/** Days that Upcoming shows one by one, today's among them. */
export const DAYS_AHEAD = 28;

/** What is to be done until today: what should have been done before, and what is due today. */
export function todayGroups(lists: readonly TodosOfList[], { date, zone }: Today): Group[] {
  return byDay(datedIn(lists, zone), date, date);
}

/** What is to be done and has a date: overdue, by day for the next weeks, and what comes after them. */
export function upcomingGroups(lists: readonly TodosOfList[], { date, zone }: Today): Group[] {
  return byDay(datedIn(lists, zone), date, daysAfter(date, DAYS_AHEAD - 1), "later");
}

/** What a query asks for, by list and in its order. */
export function listGroups(lists: readonly TodosOfList[], query: ViewQuery, today: Today): Group[] {
  const matches = matcherOf(query, today);
  return lists
    .filter(({ id }) => query.list === undefined || id === query.list)
    .map(({ id, todos }): Group => ({ kind: "list", of: id, todos: found(todos.filter(matches), query.q) }))
    .filter(({ todos }) => todos.length > 0);
}

/** How many todos Today shows. */
export function countToday(lists: readonly TodosOfList[], { date, zone }: Today): number {
  let count = 0;
  for (const { todos } of lists) for (const { day } of datedOf(todos, zone)) if (day <= date) count += 1;
  return count;
}

/** The labels on what is to be done, each once. */
export function labelsIn(lists: readonly TodosOfList[]): Set<string> {
  const labels = new Set<string>();
  for (const { todos } of lists) for (const label of labelsOf(todos)) labels.add(label);
  return labels;
}

interface Dated {
  readonly todo: Todo;
  readonly zone: string;
  /** What `localDue` says; "" for a todo that has no due moment. */
  readonly at: string;
  readonly day: string;
}

/** Worked out once for each todo: a changed one is another object. */
const datedTodo = new WeakMap<Todo, Dated>();
/** And once for each state of a list; most changes concern one. */
const dated = new WeakMap<readonly Todo[], { readonly zone: string; readonly todos: readonly Dated[] }>();
const labelled = new WeakMap<readonly Todo[], ReadonlySet<string>>();

function datedOf(todos: readonly Todo[], zone: string): readonly Dated[] {
  const known = dated.get(todos);
  if (known?.zone === zone) return known.todos;
  const active = todos
    .filter(({ completed, due }) => due && !completed)
    .map((todo) => whenDue(todo, zone))
    .filter(({ at }) => at !== "");
  dated.set(todos, { zone, todos: active });
  return active;
}

function whenDue(todo: Todo, zone: string): Dated {
  const known = datedTodo.get(todo);
  if (known?.zone === zone) return known;
  const at = (todo.due && localDue(todo.due, zone)) ?? "";
  const found = { todo, zone, at, day: at.slice(0, 10) };
  datedTodo.set(todo, found);
  return found;
}

function labelsOf(todos: readonly Todo[]): ReadonlySet<string> {
  const known = labelled.get(todos);
  if (known) return known;
  const labels = new Set(todos.flatMap((todo) => (todo.completed ? [] : (todo.labels ?? []))));
  labelled.set(todos, labels);
  return labels;
}

const datedIn = (lists: readonly TodosOfList[], zone: string) =>
  lists.flatMap(({ todos }) => datedOf(todos, zone));

/** In the order in which they are to be done, in groups. What comes after the last day is left out without a group for it. */
function byDay(todos: readonly Dated[], today: string, last: string, after?: "later"): Group[] {
  // By day first: to sort each of many days is far less work than to sort all at once.
  const days = new Map<string, Dated[]>();
  for (const todo of todos) {
    const others = days.get(todo.day);
    if (others) others.push(todo);
    else days.set(todo.day, [todo]);
  }
  const groups = new Map<string, { kind: Group["kind"]; of: string; todos: Todo[] }>();
  for (const day of [...days.keys()].sort()) {
    const kind = day < today ? "overdue" : day <= last ? "day" : after;
    if (!kind) break;
    const of = kind === "day" ? day : kind;
    const group = groups.get(of) ?? { kind, of, todos: [] };
    groups.set(of, group);
    for (const { todo } of (days.get(day) ?? []).sort(inTime)) group.todos.push(todo);
  }
  return [...groups.values()];
}

/** By day, on a day those without a time first, the most important of them first; else as in the lists. */
function inTime(a: Dated, b: Dated): number {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1;
  return (a.todo.priority ?? LEAST) - (b.todo.priority ?? LEAST);
}

/** Comes after the lowest priority. */
const LEAST = 4;

/** Whether a todo has what a query asks for, but for the text. */
function matcherOf(query: ViewQuery, { date, zone }: Today): (todo: Todo) => boolean {
  const { state, due, priority, labels } = query;
  const week = daysAfter(date, 6);
  const isDue = (todo: Todo) => {
    const { day } = whenDue(todo, zone);
    if (day === "") return due === "none";
    if (due === "overdue") return day < date;
    return due !== "none" && day >= date && day <= (due === "today" ? date : week);
  };
  return (todo) =>
    (state === "all" || todo.completed === (state === "completed")) &&
    (priority === undefined || todo.priority === priority) &&
    labels.every((label) => todo.labels?.includes(label)) &&
    (due === undefined || isDue(todo));
}
