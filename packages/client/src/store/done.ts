import type { NewCommand } from "@codex/core/command";

/** When and where what a command completes or skips is done: what repeats is counted on from that, however late it is sent. */
export function whenAndWhere(command: NewCommand): { at?: string; zone?: string } {
  const { kind } = command;
  const isDone =
    kind === "todo.skip" ||
    (kind === "todo.update" && command.set.completed) ||
    (kind === "todo.setAllCompleted" && command.completed);
  if (!isDone) return {};
  return { at: new Date().toISOString(), zone: Intl.DateTimeFormat().resolvedOptions().timeZone };
}
