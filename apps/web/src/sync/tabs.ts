import type { LiveHandlers, OpenLive } from "@codex/client/transport";
import { type LiveEvent, liveEventSchema } from "@codex/core/sync";
import { BroadcastChannel, createLeaderElection } from "broadcast-channel";
import { z } from "zod";

/** What the tabs of this browser tell each other. */
const messageSchema = z.discriminatedUnion("type", [
  /** From a new tab: where is the log? */
  z.object({ type: z.literal("hello") }),
  z.object({ type: z.literal("event"), event: liveEventSchema }),
  z.object({ type: z.literal("lost") }),
]);
type Message = z.infer<typeof messageSchema>;

/**
 * Lets the tabs of a browser share one stream, as HTTP/1.1 allows six connections to a server in all: one of them
 * has it and passes on what comes. When it closes, another takes its place.
 */
export function sharedLive(open: OpenLive): OpenLive {
  if (!("BroadcastChannel" in globalThis)) return open;
  return (handlers) => {
    const channel = new BroadcastChannel<Message>("codex.live", { webWorkerSupport: false });
    const elector = createLeaderElection(channel);
    const tell = (message: Message) => void channel.postMessage(message).catch(() => {});
    let close: (() => void) | undefined;
    let stopped = false;
    const heads = new Heads();
    channel.onmessage = (received: unknown) => {
      const message = messageSchema.safeParse(received).data;
      if (message?.type === "hello") {
        const event = heads.event();
        if (close && event) tell({ type: "event", event });
      } else if (message?.type === "event") handlers.event(message.event);
      else if (message) handlers.lost(undefined);
    };
    const lead = () => {
      if (stopped) return;
      close = open(passingOn(handlers, heads, tell));
    };
    elector.awaitLeadership().then(lead, () => {});
    tell({ type: "hello" });
    return () => {
      stopped = true;
      close?.();
      void elector.die().then(() => channel.close());
    };
  };
}

function passingOn(handlers: LiveHandlers, heads: Heads, tell: (message: Message) => void): LiveHandlers {
  return {
    event: (event) => {
      heads.learn(event);
      handlers.event(event);
      tell({ type: "event", event });
    },
    lost: (error) => {
      handlers.lost(error);
      tell({ type: "lost" });
    },
  };
}

/** Where every log is, for a tab that comes later. */
class Heads {
  #userId: string | undefined;
  #revs = new Map<string, number>();

  learn(event: LiveEvent): void {
    if (event.type === "change") this.#revs.set(event.log, event.to);
    else {
      this.#userId = event.userId;
      this.#revs = new Map(event.logs.map(({ log, rev }) => [log, rev]));
    }
  }

  event(): LiveEvent | undefined {
    if (this.#userId === undefined) return undefined;
    const logs = [...this.#revs].map(([log, rev]) => ({ log, rev }));
    return { type: "heads", userId: this.#userId, logs };
  }
}
