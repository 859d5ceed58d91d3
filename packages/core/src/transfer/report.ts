import { z } from "zod";

/** The formats that are read: of `text` every line is a todo. */
export const IMPORT_FORMATS = ["csv", "todotxt", "ical", "text", "json"] as const;
export type ImportFormat = (typeof IMPORT_FORMATS)[number];

/** The formats that are written. */
export const EXPORT_FORMATS = ["json", "csv", "todotxt", "ical"] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** What a file cannot be taken for, and what is told of it. */
export const FILE_PROBLEMS = {
  empty: "The file is empty.",
  utf16: "The file is written in UTF-16. Save it as UTF-8 and try again.",
  encoding: "The file is not written in UTF-8. Save it as UTF-8 and try again.",
  zip: "This is a ZIP archive. Unpack it, and import what is in it file by file.",
  binary: "This is no text file.",
  tooLarge: "The file is larger than 64 MiB.",
  tooMany: "The file has more than 100,000 todos. Split it.",
  tooManyLists: "The file has more than 500 lists. Split it.",
  columns: "The first line must name the columns, TYPE and CONTENT among them, as Todoist's template does.",
  calendar: "This is no iCalendar file: it does not begin with BEGIN:VCALENDAR.",
  json: "This is not the JSON that Codex exports.",
  nothing: "There are no todos in this file.",
} as const;
export type FileProblem = keyof typeof FILE_PROBLEMS;

/** A file that is not imported at all: nothing of it was written. */
export class UnreadableFile extends Error {
  override readonly name = "UnreadableFile";
  constructor(
    readonly code: FileProblem,
    /** Where it was found, if in one place. */
    readonly line?: number,
  ) {
    super(line === undefined ? FILE_PROBLEMS[code] : `${FILE_PROBLEMS[code]} (Line ${line}.)`);
  }
}

/** What of a file could not be kept as it was. */
export const NOT_KEPT = [
  /** The line, or what one todo is written on, is too long: left out. */
  "tooLong",
  /** There is no todo to be made of it: left out. */
  "unreadable",
  "withoutText",
  /** In the trash of where it comes from: left out. */
  "deleted",
  /** Components of a calendar that are no todos: left out. */
  "noTodo",
  /** The text was too long, and goes on in the notes. */
  "textCut",
  "notesCut",
  /** Characters that cannot be kept were taken out. */
  "characters",
  "date",
  "zone",
  "repetition",
  "priority",
  "label",
  "labels",
  /** It stood deeper than one level: it stands under the topmost now. */
  "flattened",
  "parent",
  /** Another had the same id before: it was read as one without. */
  "sameId",
  "section",
  "list",
  "column",
  /** A property of a calendar's todo that a todo here has no place for, or not for all of it. */
  "property",
  "assignee",
  "reminder",
  "cancelled",
  "color",
  "view",
] as const;
export const notKeptSchema = z.strictObject({
  line: z.int().positive(),
  code: z.enum(NOT_KEPT),
  /** The value that could not be kept. */
  detail: z.string().exactOptional(),
});
export type NotKept = z.infer<typeof notKeptSchema>;

/** What is in a file: the answer to `dry`, and the first line of the answer to an import. */
export const importReportSchema = z.strictObject({
  batch: z.uuid(),
  todos: z.int(),
  completed: z.int(),
  subtasks: z.int(),
  due: z.int(),
  repeating: z.int(),
  /** Lists that it names, by their names; the Inbox is none of them. */
  lists: z.array(z.string()),
  /** The first todos. */
  first: z.array(
    z.strictObject({
      line: z.int(),
      text: z.string(),
      completed: z.boolean(),
      due: z.string().nullable(),
      priority: z.int().nullable(),
      labels: z.array(z.string()),
      isSubtask: z.boolean(),
      repeats: z.boolean(),
    }),
  ),
  /** The first that could not be kept, and how many there are of each kind. */
  notKept: z.array(notKeptSchema),
  notKeptCounts: z.partialRecord(z.enum(NOT_KEPT), z.int()),
});
export type ImportReport = z.infer<typeof importReportSchema>;

/** A line of the answer to an import. `added` are new, `back` were in the trash, `known` were there already. */
export const importLineSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("report"), report: importReportSchema }),
  z.strictObject({ kind: z.literal("progress"), done: z.int(), total: z.int() }),
  z.strictObject({
    kind: z.literal("done"),
    batch: z.uuid(),
    added: z.int(),
    back: z.int(),
    known: z.int(),
    /** What the server would not take, each with its reason. */
    refused: z.array(z.strictObject({ line: z.int(), reason: z.string() })),
  }),
  z.strictObject({ kind: z.literal("failed"), batch: z.uuid(), code: z.string(), message: z.string() }),
]);
export type ImportLine = z.infer<typeof importLineSchema>;

const fileProblemSchema = z.enum(Object.keys(FILE_PROBLEMS) as [FileProblem, ...FileProblem[]]);

/** The answer to a file, or a request, that is refused; `file` is what is wrong with the file, if that is it. */
export const importRefusalSchema = z.object({
  error: z.object({
    message: z.string(),
    data: z.object({
      file: z.object({ code: fileProblemSchema, line: z.int().nullable() }).optional().catch(undefined),
    }),
  }),
});
