// A consumer's program for where `fetch` is known, from the browser's types or from Node's; see types.test.ts.
import { createClient } from "@codex/client";

createClient({ url: "", fetch });
createClient({ url: "", fetch: globalThis.fetch });
createClient({ url: "", fetch: (url, request) => fetch(url, { ...request, credentials: "include" }) });
createClient({ url: "", headers: Object.fromEntries(new Headers({ a: "b" })) });

const codex = createClient({ url: "" });
export const counts = codex.todo.counts.query(undefined, { signal: AbortSignal.timeout(1_000) });
export const todo = codex.todo.create.mutate({ text: "a" }, { signal: new AbortController().signal });
