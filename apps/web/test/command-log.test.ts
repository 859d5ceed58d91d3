import { describe, expect, it } from "vitest";
import type { TodoCommand } from "../src/todo/command.js";
import { CommandLog, NotSentError } from "../src/todo/command-log.js";

const clear: TodoCommand = { kind: "clearCompleted" };
const completeAll: TodoCommand = { kind: "setAllCompleted", completed: true, seen: [] };

describe("the command log", () => {
  it("takes out only the command that failed, and remembers it", () => {
    const log = new CommandLog();
    const failed = log.add(clear);
    const other = log.add(completeAll);
    log.fail(failed, new Error("refused"), { stopRound: false });
    expect(log.get().entries).toEqual([other]);
    expect(log.get().failures).toMatchObject([{ command: clear }]);
    expect(() => log.assertMaySend(other)).not.toThrow();
  });

  it("does not send what waits behind a command for which the server could not be reached", () => {
    const log = new CommandLog();
    const failed = log.add(clear);
    const waiting = log.add(completeAll);
    log.fail(failed, new Error("unreachable"), { stopRound: true });
    expect(() => log.assertMaySend(waiting)).toThrow(NotSentError);
    expect(() => log.assertMaySend(log.add(clear))).not.toThrow();
  });

  it("is idle once every command was answered", () => {
    const log = new CommandLog();
    const first = log.add(clear);
    const second = log.add(completeAll);
    log.accept(first);
    expect(log.isIdle).toBe(false);
    log.fail(second, new Error("refused"), { stopRound: false });
    expect(log.isIdle).toBe(true);
  });

  it("forgets accepted commands up to a number, and none that is under way", () => {
    const log = new CommandLog();
    const first = log.add(clear);
    const second = log.add(completeAll);
    const third = log.add(clear);
    log.accept(first);
    log.accept(third);
    log.forget(second.seq);
    expect(log.get().entries.map(({ seq }) => seq)).toEqual([second.seq, third.seq]);
  });

  it("forgets everything when the page changes hands, also what fails only then", () => {
    const log = new CommandLog();
    const waiting = log.add(clear);
    log.clear();
    log.fail(waiting, new Error("given up"), { stopRound: true });
    expect(log.get()).toMatchObject({ entries: [], failures: [] });
    expect(() => log.assertMaySend(waiting)).toThrow(NotSentError);
  });

  it("hands out failures once", () => {
    const log = new CommandLog();
    log.fail(log.add(clear), new Error("refused"), { stopRound: false });
    expect(log.takeFailures()).toHaveLength(1);
    expect(log.takeFailures()).toHaveLength(0);
  });
});
