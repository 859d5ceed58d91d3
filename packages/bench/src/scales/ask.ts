import { z } from "zod";

/** How a contender is spoken to. */
export type Dialect = "rest" | "trpc";

/** The place of a todo in its list, behind which a page begins. */
export interface Place {
  readonly at: string;
  readonly id: string;
}

/** One thing that is asked of a contender. */
export type Ask =
  | { readonly kind: "noop" }
  | { readonly kind: "list"; readonly listId: string; readonly limit: number; readonly after?: Place }
  | { readonly kind: "create"; readonly listId: string; readonly id: string; readonly text: string }
  | { readonly kind: "update"; readonly id: string; readonly completed: boolean }
  | { readonly kind: "batch"; readonly ids: readonly string[] };

/** An HTTP request, ready to be written. */
export interface Request {
  readonly method: "GET" | "POST" | "PATCH";
  readonly path: string;
  readonly body?: string;
}

/** What is asked as a request in a dialect. */
export function requestOf(dialect: Dialect, ask: Ask): Request {
  return dialect === "rest" ? rest(ask) : trpc(ask);
}

function rest(ask: Ask): Request {
  switch (ask.kind) {
    case "noop":
      return { method: "GET", path: "/noop" };
    case "list": {
      const { listId, limit, after } = ask;
      const behind = after ? `&at=${encodeURIComponent(after.at)}&id=${after.id}` : "";
      return { method: "GET", path: `/lists/${listId}/todos?limit=${limit}${behind}` };
    }
    case "create": {
      const { listId, id, text } = ask;
      return { method: "POST", path: `/lists/${listId}/todos`, body: JSON.stringify({ id, text }) };
    }
    case "update":
      return {
        method: "PATCH",
        path: `/todos/${ask.id}`,
        body: JSON.stringify({ completed: ask.completed }),
      };
    case "batch":
      return { method: "GET", path: `/todos?ids=${ask.ids.join(",")}` };
  }
}

function trpc(ask: Ask): Request {
  switch (ask.kind) {
    case "noop":
      return { method: "GET", path: "/trpc/account.me" };
    case "list": {
      const { listId, limit, after } = ask;
      const cursor = after && Buffer.from(JSON.stringify([after.at, after.id])).toString("base64url");
      return { method: "GET", path: `/trpc/todo.list?input=${query({ listId, limit, cursor })}` };
    }
    case "create": {
      const { kind: _, ...input } = ask;
      return { method: "POST", path: "/trpc/todo.create", body: JSON.stringify(input) };
    }
    case "update": {
      const { kind: _, ...input } = ask;
      return { method: "POST", path: "/trpc/todo.update", body: JSON.stringify(input) };
    }
    case "batch": {
      const names = ask.ids.map(() => "todo.byId").join(",");
      const inputs = Object.fromEntries(ask.ids.map((id, index) => [index, { id }]));
      return { method: "GET", path: `/trpc/${names}?batch=1&input=${query(inputs)}` };
    }
  }
}

const query = (input: object) => encodeURIComponent(JSON.stringify(input));

const todo = z.object({ id: z.string(), listId: z.string(), text: z.string(), completed: z.boolean() });
const shapes = {
  noop: z.object({}).transform(() => []),
  list: z.object({ items: z.array(todo) }).transform(({ items }) => items),
  create: todo.transform((one) => [one]),
  update: todo.transform((one) => [one]),
  batch: z.array(todo),
};
const wrapped = z.object({ result: z.object({ data: z.unknown() }) });

/** A todo as far as it is compared with what stands in the database. */
export type Answered = z.output<typeof todo>;

/**
 * The todos in an answer.
 *
 * @throws ZodError if it is not of the shape that was asked for
 */
export function todosOf(dialect: Dialect, kind: Ask["kind"], answer: unknown): Answered[] {
  if (dialect === "rest") return shapes[kind].parse(answer);
  if (kind !== "batch") return shapes[kind].parse(wrapped.parse(answer).result.data);
  return shapes.batch.parse(
    z
      .array(wrapped)
      .parse(answer)
      .map(({ result }) => result.data),
  );
}
