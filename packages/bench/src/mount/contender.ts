import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Question } from "./server.js";

/** A server in a process of its own. */
export class Contender {
  private constructor(
    readonly kind: string,
    private readonly child: ChildProcess,
    readonly port: number,
  ) {}

  static async start(kind: "plain" | "ours" | "theirs"): Promise<Contender> {
    const child = fork(fileURLToPath(new URL("./server.js", import.meta.url)), [kind], {
      execArgv: ["--expose-gc"],
    });
    const [port] = await once(child, "message");
    return new Contender(kind, child, Number(port));
  }

  async ask(question: Exclude<Question, "publish">): Promise<number> {
    this.child.send(question);
    const [number] = await once(this.child, "message");
    return Number(number);
  }

  publish(): void {
    this.child.send("publish" satisfies Question);
  }

  async stop(): Promise<void> {
    this.child.disconnect();
    await once(this.child, "exit");
  }
}
