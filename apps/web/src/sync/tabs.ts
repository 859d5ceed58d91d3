import type { LiveHandlers, OpenLive } from "@codex/client/transport";
import type { LiveEvent } from "@codex/core/sync";
import { leadership } from "./leadership.js";

/** What the tabs of this browser tell each other. */
type Message =
  /** From a new tab: where is the log? */
  | { readonly type: "hello" }
  | { readonly type: "event"; readonly event: LiveEvent }
  | { readonly type: "lost" };

/** Another one whenever messages change: tabs of two releases do not understand each other, and need not. */
const NAME = "codex.stream.1";

/**
 * Lets the tabs of a browser share one stream, as HTTP/1.1 allows six connections to a server in all: one of them
 * has it and passes on what comes. When it closes, another takes its place.
 */
export function sharedLive(open: OpenLive): OpenLive {
  if (!("BroadcastChannel" in globalThis)) return open;
  return (handlers) => {
    const channel = new BroadcastChannel(NAME);
    let stopped = false;
    const tell = (message: Message) => {
      if (!stopped) channel.postMessage(message);
    };
    let close: (() => void) | undefined;
    const heads = new Heads();
    channel.onmessage = ({ data: message }: MessageEvent<Message>) => {
      if (message.type === "hello") {
        const event = heads.event();
        if (close && event) tell({ type: "event", event });
      } else if (message.type === "event") handlers.event(message.event);
      else handlers.lost(undefined);
    };
    const resign = leadership(NAME, () => {
      close = open(passingOn(handlers, heads, tell));
    });
    tell({ type: "hello" });
    return () => {
      stopped = true;
      close?.();
      resign();
      channel.close();
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
