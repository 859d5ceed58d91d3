import { isolated, number } from "../format.js";

/** What is said in the details of a todo. */
export const details = {
  title: "Details",
  gone: "This todo is not there any more.",
  text: "Text",
  completed: "Completed",
  partOf: (text: string) => `Part of ${isolated(text)}`,
  notes: {
    title: "Notes",
    edit: "Edit the notes",
    add: "Add notes",
    hint: "Markdown. Ctrl+Enter or leaving the field saves, Escape discards.",
    tooLong: (max: number) => `Notes must be at most ${number(max)} characters long.`,
    nul: "Notes must not contain the NUL character or half of a surrogate pair.",
    image: (alt: string) => `Picture: ${alt}`,
    notShown: "The notes could not be shown as Markdown.",
  },
  due: {
    title: "Due",
    date: "Date",
    time: "Time",
    zone: (zone: string) => `in the time zone ${zone}`,
    today: "Today",
    tomorrow: "Tomorrow",
    nextWeek: "Next week",
    none: "No date",
  },
  priority: { title: "Priority", none: "None", of: (priority: number) => `${number(priority)}` },
  labels: {
    title: "Labels",
    add: "Add a label",
    addButton: "Add",
    remove: (name: string) => `Remove label ${name}`,
    colorOf: (name: string) => `Colour of ${name}`,
    noColor: "No colour",
    colors: {
      ...{ red: "Red", orange: "Orange", yellow: "Yellow", green: "Green", teal: "Teal" },
      ...{ blue: "Blue", violet: "Violet", pink: "Pink", gray: "Gray" },
    },
    tooLong: (max: number) => `A label must be at most ${number(max)} characters long.`,
    tooMany: (max: number) => `A todo can have ${number(max)} labels.`,
  },
  parts: {
    title: "Subtasks",
    add: "Add a subtask",
    addButton: "Add",
    rename: (text: string) => `Text of subtask ${text}`,
    remove: (text: string) => `Delete subtask ${text}`,
    free: (text: string) => `Make ${text} a todo of its own`,
    open: (text: string) => `Details of ${text}`,
  },
  said: {
    notes: "Notes saved",
    due: (when: string) => `Due ${when}`,
    noDue: "Date removed",
    priority: (priority: number) => `Priority ${number(priority)}`,
    noPriority: "Priority removed",
    labelAdded: (name: string) => `Label ${name} added`,
    labelRemoved: (name: string) => `Label ${name} removed`,
    color: (name: string) => `Colour of ${name} changed`,
    partAdded: "Subtask added",
    partDeleted: "Subtask deleted",
    partFreed: "Subtask made a todo of its own",
  },
};

export type DetailsWords = typeof details;
