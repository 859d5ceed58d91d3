import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { getQueryKey } from "@trpc/react-query";
import { expect, it } from "vitest";
import { CommandLog } from "../src/todo/command-log.js";
import { makeCatchUp } from "../src/todo/use-catch-up.js";
import { trpc } from "../src/trpc.js";

it("reads anew what was on its way when the last command was accepted, before it forgets the command", async () => {
  const queryClient = new QueryClient();
  const readings: ((answer: string) => void)[] = [];
  const observer = new QueryObserver(queryClient, {
    queryKey: getQueryKey(trpc.todo.list),
    queryFn: () => new Promise<string>((resolve) => readings.push(resolve)),
  });
  const stop = observer.subscribe(() => {});
  const log = new CommandLog();
  log.accept(log.add({ kind: "clearCompleted" }));
  const done = makeCatchUp(queryClient, log)();
  readings[0]?.("from before the command");
  await expect.poll(() => readings.length).toBe(2);
  expect(log.get().entries).toHaveLength(1);
  readings[1]?.("from after it");
  await done;
  expect(observer.getCurrentResult().data).toBe("from after it");
  expect(log.get().entries).toHaveLength(0);
  stop();
});
