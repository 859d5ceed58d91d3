import { number, plural } from "../format.js";
import { quote } from "./quote.js";

/** What is said in views of all lists. */
export const view = {
  notFound: "Nothing here",
  notFoundMore: "This page was never written, or it was torn out.",
  views: "Views",
  labels: "Labels",
  names: { today: "Today", upcoming: "Upcoming", all: "All" },
  label: (name: string) => `Label ${name}`,

  overdue: "Overdue",
  today: "Today",
  tomorrow: "Tomorrow",
  later: "Later",
  inList: "in the list ",
  completed: (count: number) => `${number(count)} completed`,

  nothing: {
    today: "Nothing is due today",
    todayMore: "What you write here is due today.",
    upcoming: "Nothing is coming up",
    upcomingMore: "What has a date stands here, day by day.",
    all: "Nothing is left to do",
    allMore: "What you write down here goes to the Inbox.",
    label: (name: string) => `Nothing to do has the label ${quote(name)}`,
    labelMore: "What you write here gets it.",
    found: "Nothing matches",
    foundMore: "No todo has all that is asked for.",
  },

  filter: {
    bar: "Filters",
    search: "Search all lists",
    end: "End the search",
    one: "Filter",
    add: "Filter: add one",
    remove: (name: string) => `Without the filter ${name}`,
    clear: "Clear filters",
    state: "State",
    states: { active: "Active", completed: "Completed", all: "Active and completed" },
    due: "Due",
    dues: { overdue: "Overdue", today: "Due today", week: "Due in 7 days", none: "Without a date" },
    priority: "Priority",
    ofPriority: (priority: number) => `Priority ${number(priority)}`,
    label: "Label",
    list: "List",
    found: (count: number) => `${number(count)} ${plural(count, "todo", "todos")}`,
  },

  save: {
    open: "Save this view",
    title: "Save this view",
    rename: "Rename the view",
    name: "Name of the view",
    confirm: "Save",
    tooLong: (max: number) => `This view asks for too much to be saved: at most ${number(max)} characters.`,
    said: (name: string) => `View ${name} saved`,
    deleted: (name: string) => `View ${quote(name)} was deleted.`,
  },
};

export type ViewWords = typeof view;
