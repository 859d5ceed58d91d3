// A consumer's program, compiled by types.test.ts in a package of its own. It uses the whole of @codex/client,
// and nothing of the browser's or Node's.
import {
  type ClientOptions,
  type CodexClient,
  type CodexError,
  type CodexErrorCode,
  createClient,
  isCodexError,
  type List,
  type RouterInputs,
  type RouterOutputs,
  type Todo,
} from "@codex/client";

/** Whether two types are the same; `any` is the same only as `any`. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/** Whether there is an `any` anywhere in a type's fields, parameters and answers. */
type HasAny<T> = 0 extends 1 & T
  ? true
  : T extends (...args: infer Args) => infer Answer
    ? HasAny<Args[0]> | HasAny<Awaited<Answer>>
    : T extends readonly (infer Item)[]
      ? HasAny<Item>
      : T extends object
        ? { [Key in keyof T]-?: HasAny<T[Key]> }[keyof T]
        : false;

const holds = <_Fact extends true>() => {};
const isFree = <_Fact extends false>() => {};

isFree<HasAny<RouterInputs>>();
isFree<HasAny<RouterOutputs>>();
isFree<HasAny<CodexClient>>();
isFree<HasAny<CodexError["data"]>>();
isFree<HasAny<Omit<ClientOptions, "fetch">>>();
// So that the five above mean something.
type Any = ReturnType<typeof JSON.parse>;
holds<true extends HasAny<{ a: { b: (input: { c?: Any; d: string }) => void } }> ? true : false>();
holds<true extends HasAny<{ a: { b: () => Promise<{ c: Any[] }> } }> ? true : false>();

/** What every todo has; what need not be written on one is beside it. */
type Always = "id" | "listId" | "text" | "completed" | "createdAt" | "createdBy" | "rank" | "deletedAt";
holds<
  Same<
    Pick<Todo, Always>,
    {
      id: string;
      listId: string;
      text: string;
      completed: boolean;
      createdAt: string;
      createdBy: string | null;
      rank: string | null;
      deletedAt: string | null;
    }
  >
>();
holds<Same<RouterOutputs["todo"]["list"], { items: Todo[]; nextCursor: string | null }>>();
holds<Same<RouterOutputs["todo"]["counts"], { active: number; completed: number }>>();
holds<Same<RouterInputs["todo"]["byId"], { id: string }>>();
holds<Same<Pick<Todo, "notes" | "labels">, { notes: string | null; labels: string[] }>>();
holds<
  Same<
    Pick<RouterInputs["todo"]["create"], "commandId" | "listId" | "id" | "text" | "completed" | "rank">,
    {
      commandId?: string | undefined;
      listId?: string | undefined;
      id?: string | undefined;
      text: string;
      completed?: boolean;
      rank?: string;
    }
  >
>();
holds<Same<CodexError<"NOT_FOUND">["data"]["code"], "NOT_FOUND">>();
holds<Same<CodexError["data"]["code"], CodexErrorCode>>();

const options: ClientOptions = {
  url: "http://localhost:5000",
  token: "codex_a",
  headers: async () => ({ authorization: "Bearer a" }),
  fetch: async (url, { method }) => ({ ok: url !== method, json: async () => [] }),
};
export const codex: CodexClient = createClient(options);

export async function everything(): Promise<string> {
  const todo: Todo = await codex.todo.create.mutate({ text: "a" });
  const renamed: Todo = await codex.todo.update.mutate({ id: todo.id, text: "b", completed: true });
  const same: Todo = await codex.todo.byId.query({ id: renamed.id });
  const { items, nextCursor } = await codex.todo.list.query({ filter: "active", limit: 10 });
  const next = await codex.todo.list.query({ cursor: nextCursor ?? undefined });
  const { active, completed } = await codex.todo.counts.query();
  const { count } = await codex.todo.setAllCompleted.mutate({ completed: true });
  const cleared = await codex.todo.clearCompleted.mutate();
  const { id } = await codex.todo.delete.mutate({ id: same.id });
  const list: List = await codex.list.create.mutate({ name: "a" });
  await codex.todo.move.mutate({ ids: [renamed.id], listId: list.id });
  const numbers: number[] = [items.length, next.items.length, active, completed, count, cleared.count];
  return id + numbers.join();
}

export function explain(error: unknown): string {
  if (isCodexError(error, "BAD_REQUEST")) {
    const code: "BAD_REQUEST" = error.data.code;
    return code + (error.data.issues ?? []).map(({ path, message }) => `${path}: ${message}`).join();
  }
  if (!isCodexError(error)) return "no answer";
  const { code, httpStatus, path = "" } = error.data;
  return code + httpStatus.toFixed() + path + error.message;
}
