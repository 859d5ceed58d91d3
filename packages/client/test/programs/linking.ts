// A consumer's program that builds on tRPC itself; see types.test.ts.
import type { RouterOutputs } from "@codex/client";
import { type AppRouter, type CodexLink, codexLink } from "@codex/client/link";

type Output = AppRouter["_def"]["record"]["todo"]["byId"]["_def"]["$types"]["output"];

export const links: CodexLink[] = [codexLink({ url: "", headers: { a: "b" } })];
export const same = (output: Output): RouterOutputs["todo"]["byId"] => output;
