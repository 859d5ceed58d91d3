import { existsSync, readFileSync } from "node:fs";

const POLL_MS = 500;

const MANAGER = /^(npm|npx|pnpm)\b|^\S*node\0\S*(npm-cli|npx-cli|pnpm)/;
const SHELL = /^(\S*\/)?sh\0-c\0/;

/**
 * Stops this process, as SIGTERM would, once a package manager that started it is gone. npx does not hand a
 * SIGTERM of its own on to pnpm: without this the server would go on unseen, holding its port.
 */
export function stopWithStarters(): void {
  const starters = startersOf(process.pid);
  const timer = setInterval(() => {
    if (starters.every((pid) => existsSync(`/proc/${pid}`))) return;
    clearInterval(timer);
    process.kill(process.pid, "SIGTERM");
  }, POLL_MS);
  timer.unref();
}

/** The npx, pnpm and the shells between them and us. Nobody where there is no `/proc`. */
function startersOf(pid: number): number[] {
  const found: { pid: number; manager: boolean }[] = [];
  for (let parent = parentOf(pid); parent > 1; parent = parentOf(parent)) {
    const command = readFileSync(`/proc/${parent}/cmdline`, "utf8");
    const manager = MANAGER.test(command);
    if (!manager && !SHELL.test(command)) break;
    found.push({ pid: parent, manager });
  }
  // A shell above the topmost manager is the person's own, and may end before the server does.
  const last = found.findLastIndex(({ manager }) => manager);
  return found.slice(0, last + 1).map((starter) => starter.pid);
}

function parentOf(pid: number): number {
  const file = `/proc/${pid}/stat`;
  if (!existsSync(file)) return 0;
  // The name, in brackets, may hold anything; the state and the parent follow it.
  const [, parent] = readFileSync(file, "utf8").split(") ").at(-1)?.split(" ") ?? [];
  return Number(parent);
}
