// The process that asks: it has its own, so that what it takes is not what the measuring process takes.
import { type Aim, closedLoop, fixedRate, type Load } from "./load.js";
import { Streams } from "./streams.js";

/** What it is told to do. */
export type Order =
  | { readonly kind: "most"; readonly aim: Aim; readonly connections: number; readonly milliseconds: number }
  | {
      readonly kind: "paced";
      readonly aim: Aim;
      readonly rate: number;
      readonly connections: number;
      readonly milliseconds: number;
    }
  | { readonly kind: "open"; readonly aim: Aim; readonly count: number }
  | { readonly kind: "event"; readonly port: number };

/** What it answers. */
export type Report =
  | { readonly load: Load }
  | { readonly event: { readonly median: number; readonly last: number } }
  | { readonly opened: number }
  | { readonly error: string };

const streams = new Map<number, Streams>();

async function follow(order: Order): Promise<Report> {
  switch (order.kind) {
    case "most":
      return { load: await closedLoop(order.aim, order.connections, order.milliseconds) };
    case "paced":
      return { load: await fixedRate(order.aim, order.rate, order.connections, order.milliseconds) };
    case "open":
      streams.set(order.aim.port, await Streams.open(order.aim, order.count, fail));
      return { opened: order.count };
    case "event": {
      const open = streams.get(order.port);
      if (!open) throw new Error("No streams are open there.");
      return { event: await open.event() };
    }
  }
}

const fail = (error: unknown) => tell({ error: String(error) });
const tell = (report: Report) => process.send?.(report);

process.on("message", (order: Order) => {
  follow(order).then(tell, fail);
});
process.on("disconnect", () => process.exit());
