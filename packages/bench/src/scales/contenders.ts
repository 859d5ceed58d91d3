import { type ChildProcess, fork } from "node:child_process";
import { on, once } from "node:events";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";
import type { Dialect } from "./ask.js";
import type { Question } from "./probe.js";

/** A server to be measured. */
export interface Kind {
  readonly name: string;
  readonly title: string;
  /** The file, as the contender's process begins with it. */
  readonly file: string;
  readonly args: readonly string[];
  readonly dialect: Dialect;
  /** Whether it is asked with a session's cookie, and checks it. */
  readonly signedIn: boolean;
  /** Whether what it writes is written to Codex's tables, or to a copy without its log. */
  readonly logged: boolean;
  /** Whether it is asked for what needs no database, and for todos. */
  readonly noop: boolean;
  readonly todos: boolean;
  /** Whether it has live streams. */
  readonly live: boolean;
  /** Whether it is measured on the large data, too, and whether in a quick run. */
  readonly scaled: boolean;
  readonly quick: boolean;
}

const own = (name: string) => fileURLToPath(new URL(`./contenders/${name}.js`, import.meta.url));

const BARE = {
  args: [],
  dialect: "rest",
  signedIn: false,
  logged: false,
  noop: true,
  todos: true,
  live: false,
  scaled: false,
  quick: true,
} as const;
const LIMIT = { ...BARE, file: own("limit"), noop: false } as const;
const TRPC = { ...BARE, file: own("trpc"), dialect: "trpc", live: true } as const;

/** All contenders, from the least that can be done to Codex. */
export const KINDS: readonly Kind[] = [
  { ...BARE, name: "plain", title: "plain Fastify", file: own("plain"), todos: false },
  { ...LIMIT, name: "limit", title: "Fastify, prepared pg (limit)", quick: false },
  {
    ...LIMIT,
    name: "signed-limit",
    title: "limit, signed in",
    args: ["signed"],
    signedIn: true,
    scaled: true,
  },
  { ...BARE, name: "express", title: "Express, Prisma", file: own("express") },
  {
    ...BARE,
    name: "signed-express",
    title: "Express, Prisma, signed in",
    file: own("express"),
    args: ["signed"],
    signedIn: true,
    noop: false,
  },
  { ...TRPC, name: "trpc", title: "tRPC's own plugin, Prisma", args: ["theirs"] },
  { ...TRPC, name: "mount", title: "our plugin, Prisma", args: ["ours"], quick: false },
  {
    ...TRPC,
    name: "codex",
    title: "Codex",
    file: fileURLToPath(import.meta.resolve("@codex/api/server")),
    signedIn: true,
    logged: true,
    scaled: true,
  },
];

/** The contender of this name. */
export function kindOf(name: string): Kind {
  const kind = KINDS.find((one) => one.name === name);
  if (!kind) throw new Error(`There is no contender ${name}.`);
  return kind;
}

/** What a contender is called, with the data it was measured on if those are the large ones. */
export function titleOf({ contender, size }: { contender: string; size?: string }): string {
  return `${kindOf(contender).title}${size === "large" ? ", large" : ""}`;
}

/** What signs the cookies of all contenders. */
export const SECRET = "only the scales sign with this secret, and nobody else";

const PROBE = import.meta.resolve("@codex/bench/probe");

/** A contender in a process of its own. */
export class Contender {
  private constructor(
    readonly kind: Kind,
    private readonly child: ChildProcess,
    readonly port: number,
    /** Of its metrics, if it was started with them. */
    readonly metricsPort: number | undefined,
    /** Milliseconds from its start until it listened. */
    readonly startedIn: number,
  ) {}

  /**
   * Starts it as it is shipped, on a free port of loopback; its log goes nowhere.
   *
   * @param profile - a folder for a CPU profile of its whole life
   * @param metrics - whether it serves them, which only Codex can
   */
  static async start(
    kind: Kind,
    databaseUrl: string,
    { profile, metrics = false }: { readonly profile?: string | undefined; readonly metrics?: boolean } = {},
  ): Promise<Contender> {
    const begun = performance.now();
    const profiling = profile === undefined ? [] : ["--cpu-prof", `--cpu-prof-dir=${profile}`];
    const child = fork(kind.file, [...kind.args], {
      execArgv: ["--expose-gc", "--import", PROBE, ...profiling],
      stdio: ["ignore", "ignore", "inherit", "ipc"],
      env: {
        ...SETTINGS,
        ...(metrics ? { METRICS_PORT: "0" } : {}),
        DATABASE_URL: databaseUrl,
        AUTH_SECRET: SECRET,
      },
    });
    const [port, metricsPort] = await Promise.race([
      portsOf(child, metrics ? 2 : 1),
      once(child, "exit").then(() => Promise.reject(new Error(`${kind.title} did not start.`))),
    ]);
    return new Contender(kind, child, Number(port), metricsPort, performance.now() - begun);
  }

  /** Asks the process about itself: microseconds, bytes or milliseconds. */
  async ask(question: Question): Promise<number> {
    this.child.send(question);
    const [number] = await once(this.child, "message");
    return Number(number);
  }

  async stop(): Promise<void> {
    const ended = once(this.child, "exit");
    this.child.disconnect();
    await ended;
  }
}

/** Those that it listens on, the last first: metrics are served before anything else is. */
async function portsOf(child: ChildProcess, count: number): Promise<number[]> {
  const ports: number[] = [];
  for await (const [said] of on(child, "message")) if (ports.unshift(Number(said)) === count) break;
  return ports;
}

/** Codex's own names. Nothing is limited: one user asks more than a thousand would. */
const SETTINGS = {
  HOST: "127.0.0.1",
  PORT: "0",
  ACCESS: "accounts",
  LOG_LEVEL: "info",
  RATE_USER: "off",
  RATE_SIGN_UP: "off",
  RATE_SIGN_IN: "off",
};
