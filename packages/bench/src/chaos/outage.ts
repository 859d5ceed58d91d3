import { readFileSync } from "node:fs";
import { deployMigrations } from "@codex/db/migrate";
import { faultyWay } from "../converge/proxy.js";
import { startServerProcess } from "../converge/server.js";
import { Cluster, DATABASE, newFolder } from "./cluster.js";
import { pause } from "./fleet.js";

/** What has to hold: milliseconds until a request is refused, and until one is served after the database's return. */
const LIMITS = { refusedWithin: 1_000, servedWithin: 3_000, growth: 30 };

/** Milliseconds between two requests. */
const EVERY_MS = 20;

/** `stopped`: PostgreSQL was told to stop, and connections are refused. `silent`: its machine is gone. */
export type How = "stopped" | "silent";

export interface Outage {
  readonly how: How;
  readonly seconds: number;
  readonly refused: number;
  readonly slowestRefusal: number;
  /** Milliseconds from when PostgreSQL took connections again to the first request that was served. */
  readonly servedAfter: number;
  readonly mostAtOnce: number;
  /** Megabytes of the process: before, in the middle, at the end, and some seconds after. */
  readonly memory: readonly number[];
  readonly faults: readonly string[];
}

interface Answer {
  readonly sent: number;
  readonly ended: number;
  readonly status: number;
  readonly retryAfter: string | null;
}

/** Takes the database away from a server that is asked all the time. */
export async function measureOutage(how: How, seconds: number): Promise<Outage> {
  const cluster = await Cluster.make(newFolder());
  await cluster.query(`create database ${DATABASE}`);
  await deployMigrations(cluster.url());
  const way = await faultyWay(cluster.port);
  const server = await startServerProcess(cluster.url(DATABASE, way.port));
  const asking = new Asking(`http://127.0.0.1:${server.port}`);
  try {
    asking.begin();
    await pause(3_000);
    const memory = [megabytes(server.pid)];
    const gone = Date.now();
    if (how === "stopped") await cluster.stop();
    else way.hold();
    await pause((seconds * 1_000) / 2);
    memory.push(megabytes(server.pid));
    await pause((seconds * 1_000) / 2 - (Date.now() - gone - (seconds * 1_000) / 2));
    memory.push(megabytes(server.pid));
    if (how === "stopped") await cluster.start();
    else way.goOn();
    const back = Date.now();
    await pause(5_000);
    memory.push(megabytes(server.pid));
    const answers = await asking.end();
    const base = { how, seconds, memory, mostAtOnce: asking.mostAtOnce };
    return judged(base, answers, gone, back);
  } finally {
    await server.stop();
    await way.close();
    await cluster.remove();
  }
}

function judged(
  base: Pick<Outage, "how" | "seconds" | "memory" | "mostAtOnce">,
  answers: readonly Answer[],
  gone: number,
  back: number,
): Outage {
  const meanwhile = answers.filter(({ ended }) => ended > gone);
  const refused = meanwhile.filter(({ status }) => status !== 200);
  const slowestRefusal = Math.max(0, ...refused.map(({ sent, ended }) => ended - Math.max(sent, gone)));
  const lastRefusal = Math.max(back, ...refused.map(({ ended }) => ended));
  const served = meanwhile.filter(({ sent, status }) => sent > gone && status === 200);
  const servedAfter = Math.max(lastRefusal, Math.min(...served.map(({ ended }) => ended))) - back;
  const [before = 0, ...later] = base.memory;
  const strange = refused.filter(({ status, retryAfter }) => status !== 503 || Number(retryAfter) < 1);
  const faults = [
    ...(refused.length === 0 ? ["No request was refused: the database was not away."] : []),
    ...(strange.length > 0
      ? [`${strange.length} answers were no 503 with Retry-After, such as ${strange[0]?.status}.`]
      : []),
    ...(slowestRefusal > LIMITS.refusedWithin ? [`A refusal took ${slowestRefusal} ms.`] : []),
    ...(servedAfter > LIMITS.servedWithin
      ? [`Requests were refused ${servedAfter} ms after its return.`]
      : []),
    ...(Math.max(...later) > before + LIMITS.growth ? [`Memory grew: ${base.memory.join()} MB.`] : []),
    ...(answers.at(-1)?.status === 200 ? [] : ["The last request was not served."]),
  ];
  const told = faults.map((fault) => `outage, ${base.how}: ${fault}`);
  return { ...base, refused: refused.length, slowestRefusal, servedAfter, faults: told };
}

/** Asks at a steady rate, whether it is answered or not: a read and a write by turns. */
class Asking {
  mostAtOnce = 0;
  #timer: NodeJS.Timeout | undefined;
  #atOnce = new Set<Promise<void>>();
  readonly #answers: Answer[] = [];
  #count = 0;

  constructor(private readonly url: string) {}

  begin(): void {
    this.#timer = setInterval(() => {
      const asked = this.#ask().finally(() => this.#atOnce.delete(asked));
      this.#atOnce.add(asked);
      this.mostAtOnce = Math.max(this.mostAtOnce, this.#atOnce.size);
    }, EVERY_MS);
  }

  /** Resolves when all is answered. */
  async end(): Promise<readonly Answer[]> {
    clearInterval(this.#timer);
    await Promise.all(this.#atOnce);
    return this.#answers.toSorted((a, b) => a.sent - b.sent);
  }

  async #ask(): Promise<void> {
    const sent = Date.now();
    this.#count += 1;
    const [path, init] = this.#count % 2 === 0 ? ["todo.list", {}] : ["todo.create", writing(this.#count)];
    try {
      const answer = await fetch(`${this.url}/trpc/${path}`, init);
      await answer.text();
      const retryAfter = answer.headers.get("retry-after");
      this.#answers.push({ sent, ended: Date.now(), status: answer.status, retryAfter });
    } catch {
      this.#answers.push({ sent, ended: Date.now(), status: 0, retryAfter: null });
    }
  }
}

function writing(count: number): RequestInit {
  return {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ text: `asked ${count}` }),
  };
}

/** What a process holds in memory. */
function megabytes(pid: number | undefined): number {
  const [, kilobytes] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return Math.round(Number(kilobytes) / 1_024);
}

export function outageSentence(outage: Outage): string {
  const { how, seconds, refused, slowestRefusal, servedAfter, mostAtOnce, memory } = outage;
  return (
    `Outage, ${how} for ${seconds} s: ${refused} requests refused, the slowest after ${slowestRefusal} ms, ` +
    `all served ${servedAfter} ms after its return, at most ${mostAtOnce} at once, ` +
    `memory ${memory.join(", ")} MB (before, half, end, after)`
  );
}
