import type { CommandKind, CommandOf } from "@codex/core/command";
import { newId } from "@codex/core/id";
import type { Context } from "../trpc/context.js";
import type { AnswerOf } from "./answers.js";
import { execute, executeAsked, type Giver } from "./execute.js";

/** Carries a command out, for a procedure that is thin over it. @throws what `execute` throws */
export async function answered<Kind extends CommandKind>(
  giver: Giver,
  command: CommandOf<Kind> & { readonly kind: Kind },
): Promise<AnswerOf<Kind>> {
  return (await execute<Kind>(giver, command)).answer();
}

/** The same for whoever asks, who need not be known yet. @throws what `executeAsked` throws */
export async function answeredAsked<Kind extends CommandKind>(
  ctx: Context,
  command: CommandOf<Kind> & { readonly kind: Kind },
): Promise<AnswerOf<Kind>> {
  return (await executeAsked<Kind>(ctx, command)).answer();
}

/** An input with the id that makes it one command, if it came without. */
export function withId<Input extends { commandId?: string | undefined }>(
  input: Input,
): Input & { commandId: string } {
  return { ...input, commandId: input.commandId ?? newId() };
}
