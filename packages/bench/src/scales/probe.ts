// Loaded into every contender before its own code (node --import), so that Codex is measured as it is shipped. It says
// when the process listens, answers what the measuring process asks, and ends with that process.
import { readdir, readlink } from "node:fs/promises";
import { Server } from "node:net";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setImmediate as settled } from "node:timers/promises";

/** What can be asked; the answer is a number. */
export type Question = "cpu" | "heap" | "rss" | "delay" | "sockets";

const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();

Server.prototype.listen = new Proxy(Server.prototype.listen, {
  apply(listen, server, args) {
    if (server instanceof Server)
      server.once("listening", () => {
        const address = server.address();
        if (address !== null && typeof address === "object") process.send?.(address.port);
      });
    return Reflect.apply(listen, server, args);
  },
});

process.on("message", async (question: Question) => process.send?.(await answer(question)));
process.on("disconnect", () => process.exit());

async function answer(question: Question): Promise<number> {
  switch (question) {
    case "cpu": {
      const { user, system } = process.cpuUsage();
      return user + system;
    }
    case "rss":
      return process.memoryUsage().rss;
    case "heap":
      return heap();
    case "sockets":
      return sockets();
    case "delay": {
      // Milliseconds (p99) since it was asked last; the timer's own one is taken off.
      const p99 = delay.percentile(99) / 1e6 - 1;
      delay.reset();
      return Math.max(p99, 0);
    }
  }
}

async function heap(): Promise<number> {
  for (let round = 0; round < 3; round++) {
    await settled();
    globalThis.gc?.();
  }
  return process.memoryUsage().heapUsed;
}

const FILES = "/proc/self/fd";

/** All that the process has open, of whatever kind; NaN where the machine does not tell (it is not Linux). */
async function sockets(): Promise<number> {
  if (process.platform !== "linux") return Number.NaN;
  const files = await readdir(FILES);
  // The one through which they were listed is gone by now.
  const targets = await Promise.all(files.map((file) => readlink(`${FILES}/${file}`).catch(() => "")));
  return targets.filter((target) => target.startsWith("socket:")).length;
}
