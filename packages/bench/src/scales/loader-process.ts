import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Load } from "./load.js";
import type { Order, Report } from "./loader.js";

type Of<Kind extends Order["kind"]> = Omit<Extract<Order, { kind: Kind }>, "kind">;

/** What was asked was answered with an error, or not at all. */
export class LoadError extends Error {
  override readonly name = "LoadError";
}

/** The process that asks, as the measuring process sees it. */
export class Loader {
  readonly #child: ChildProcess = fork(fileURLToPath(new URL("./loader.js", import.meta.url)));
  readonly #ended = once(this.#child, "exit").then(() => Promise.reject(new Error("The loader ended.")));

  constructor() {
    // At the end nobody waits for it.
    this.#ended.catch(() => {});
  }

  most = async (order: Of<"most">): Promise<Load> => loadOf(await this.#tell({ kind: "most", ...order }));

  paced = async (order: Of<"paced">): Promise<Load> => loadOf(await this.#tell({ kind: "paced", ...order }));

  async open(order: Of<"open">): Promise<void> {
    await this.#tell({ kind: "open", ...order });
  }

  async event(port: number): Promise<{ median: number; last: number }> {
    const report = await this.#tell({ kind: "event", port });
    if (!("event" in report)) throw new Error("The loader answered something else.");
    return report.event;
  }

  stop(): void {
    if (this.#child.connected) this.#child.disconnect();
  }

  async #tell(order: Order): Promise<Report> {
    const said: Promise<Report> = once(this.#child, "message").then(([report]) => report);
    this.#child.send(order);
    const report = await Promise.race([said, this.#ended]);
    if ("error" in report) throw new LoadError(report.error);
    return report;
  }
}

function loadOf(report: Report): Load {
  if (!("load" in report)) throw new Error("The loader answered something else.");
  return report.load;
}
