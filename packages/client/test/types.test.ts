import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { type Consumer, makeConsumer } from "./consumer.js";

const program = (name: string) =>
  readFile(fileURLToPath(new URL(`programs/${name}`, import.meta.url)), "utf8");

async function withConsumer<T>(
  files: Record<string, string>,
  compilerOptions: object,
  work: (consumer: Consumer) => Promise<T>,
): Promise<T> {
  const tsconfig = JSON.stringify({ compilerOptions: { strict: true, noEmit: true, ...compilerOptions } });
  const consumer = await makeConsumer({ ...files, "tsconfig.json": tsconfig }, ["node"]);
  try {
    return await work(consumer);
  } finally {
    await consumer.remove();
  }
}

const nodenext = { module: "nodenext", target: "es2023", exactOptionalPropertyTypes: true };
const bundler = { module: "esnext", moduleResolution: "bundler", target: "es2023" };

it.each<[string, string[], object]>([
  [
    "nothing skipped, no Node",
    ["everything.ts", "fetching.ts", "linking.ts", "storing.ts"],
    { ...nodenext, types: [], lib: ["ES2023", "ESNext.Disposable", "DOM"], skipLibCheck: false },
  ],
  [
    "TypeScript's newest libraries, nothing skipped, no Node",
    ["everything.ts", "fetching.ts", "linking.ts"],
    { module: "nodenext", target: "esnext", types: [], skipLibCheck: false },
  ],
  [
    "a bundler's settings for the browser",
    ["everything.ts", "fetching.ts", "linking.ts", "storing.ts"],
    { ...bundler, types: [], lib: ["ES2023", "DOM"], skipLibCheck: true },
  ],
  [
    "Node's types and no browser's, nothing skipped",
    ["everything.ts", "fetching.ts", "storing.ts"],
    { ...nodenext, types: ["node"], lib: ["ES2023"], skipLibCheck: false },
  ],
  [
    "neither Node's types nor the browser's",
    ["everything.ts", "linking.ts"],
    { ...nodenext, types: [], lib: ["ES2023"], skipLibCheck: true },
  ],
])("compiles in another package: %s", async (_what, names, compilerOptions) => {
  const files = Object.fromEntries(await Promise.all(names.map(async (name) => [name, await program(name)])));
  const outcome = await withConsumer(files, compilerOptions, (consumer) => consumer.tsc());
  expect(outcome).toEqual({ code: 0, output: "" });
});

const PRELUDE = `import { createClient, isCodexError, type RouterInputs, type RouterOutputs, type Todo } from "@codex/client";
const codex = createClient({ url: "http://localhost:5000" });
export const used = [isCodexError] satisfies unknown[];
declare const error: unknown, todo: Todo;
export type Used = [RouterInputs, RouterOutputs, Todo, typeof codex, typeof error, typeof todo];
`;

/** What, a line that is right, the same line gone wrong, and what TypeScript says. */
const mistakes: [string, string, string, RegExp][] = [
  [
    "a field that todo.create does not take",
    'void codex.todo.create.mutate({ text: "a" });',
    'void codex.todo.create.mutate({ text: "a", title: "a" });',
    /'title' does not exist in type/,
  ],
  [
    "a missing field",
    'void codex.todo.create.mutate({ text: "a" });',
    "void codex.todo.create.mutate({});",
    /'text' is missing/,
  ],
  ["a field that a todo does not have", "todo.text;", "todo.title;", /'title' does not exist on type/],
  [
    "a field of the answer that is not there",
    'void codex.todo.byId.query({ id: "a" }).then((found) => found.completed);',
    'void codex.todo.byId.query({ id: "a" }).then((found) => found.done);',
    /'done' does not exist on type/,
  ],
  [
    "completed as a text",
    'void codex.todo.update.mutate({ id: "a", completed: true });',
    'void codex.todo.update.mutate({ id: "a", completed: "true" });',
    /'string' is not assignable to type 'boolean/,
  ],
  [
    "a timestamp as a Date",
    "todo.createdAt satisfies string;",
    "todo.createdAt satisfies Date;",
    /'string' does not satisfy the expected type 'Date'/,
  ],
  [
    "a mutation asked as a query",
    'void codex.todo.create.mutate({ text: "a" });',
    'void codex.todo.create.query({ text: "a" });',
    /'query' does not exist on type/,
  ],
  [
    "a query sent as a mutation",
    "void codex.todo.counts.query();",
    "void codex.todo.counts.mutate();",
    /'mutate' does not exist on type/,
  ],
  [
    "an unknown procedure",
    "void codex.todo.counts.query();",
    "void codex.todo.count.query();",
    /'count' does not exist on type/,
  ],
  [
    "an unknown filter",
    'void codex.todo.list.query({ filter: "active" });',
    'void codex.todo.list.query({ filter: "done" });',
    /'"done"' is not assignable to type/,
  ],
  [
    "no input where one is needed",
    'void codex.todo.byId.query({ id: "a" });',
    "void codex.todo.byId.query();",
    /Expected 1-2 arguments/,
  ],
  [
    "an input where there is none",
    "void codex.token.all.query();",
    "void codex.token.all.query({ all: true });",
    /'true' is not assignable to type 'never'/,
  ],
  [
    "an unknown error code",
    'isCodexError(error, "NOT_FOUND");',
    'isCodexError(error, "MISSING");',
    /'"MISSING"' is not assignable to parameter/,
  ],
  [
    "a comparison with another code than the one asked for",
    'if (isCodexError(error, "NOT_FOUND")) error.data.code === "NOT_FOUND";',
    'if (isCodexError(error, "NOT_FOUND")) error.data.code === "CONFLICT";',
    /have no overlap/,
  ],
  [
    "an error read before it is known to be one",
    "if (isCodexError(error)) error.data;",
    "if (!isCodexError(error)) error.data;",
    /'error' is of type 'unknown'/,
  ],
  [
    "an unknown option",
    'createClient({ url: "", headers: {} });',
    'createClient({ url: "", header: {} });',
    /'header' does not exist in type/,
  ],
  ["no address", 'createClient({ url: "" });', "createClient({});", /'url' is missing/],
  [
    "an input type with a wrong field",
    'export const input: RouterInputs["todo"]["create"] = { text: "a" };',
    'export const input: RouterInputs["todo"]["create"] = { txt: "a" };',
    /'txt' does not exist in type/,
  ],
  [
    "an output type read wrongly",
    'export const next = (page: RouterOutputs["todo"]["list"]): string | null => page.nextCursor;',
    'export const next = (page: RouterOutputs["todo"]["list"]): string => page.nextCursor;',
    /'string \| null' is not assignable to type 'string'/,
  ],
];

it("refuses every mistake in another package, on its line, and nothing that is right", async () => {
  const files = Object.fromEntries(
    mistakes.flatMap(([, right, wrong], n) => [
      [`right-${n}.ts`, PRELUDE + right],
      [`wrong-${n}.ts`, PRELUDE + wrong],
    ]),
  );
  const options = { ...nodenext, types: [], lib: ["ES2023", "DOM"], skipLibCheck: true };
  const { output } = await withConsumer(files, options, (consumer) => consumer.tsc());
  const line = PRELUDE.split("\n").length;
  const errors = output.split("\n").filter((text) => /^\S/.test(text));
  expect(errors.filter((text) => !text.startsWith("wrong-"))).toEqual([]);
  for (const [n, [what, , , message]] of mistakes.entries()) {
    const found = errors.filter((text) => text.startsWith(`wrong-${n}.ts(`));
    expect(found, what).toEqual([
      expect.stringMatching(new RegExp(`^wrong-${n}\\.ts\\(${line},\\d+\\): error TS`)),
    ]);
    expect(output.slice(output.indexOf(`wrong-${n}.ts(`)).split(/\n(?=\S)/, 1)[0], what).toMatch(message);
  }
});
