import type { LiveHandlers, OpenLive } from "@codex/client/transport";
import type { LiveEvent } from "@codex/core/sync";
import { errorOf, type PlainError, plainOf } from "../failure.js";
import { leadership } from "./leadership.js";

/** What the tabs of this browser tell each other. */
type Message =
  /** From a new tab: where is the log? */
  | { readonly type: "hello" }
  | { readonly type: "event"; readonly event: LiveEvent }
  | { readonly type: "lost"; readonly reason: PlainError | undefined };

/** Another one whenever messages change: tabs of two releases do not understand each other, and need not. */
const NAME = "codex.stream.2";

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
    const news = new News();
    channel.onmessage = ({ data: message }: MessageEvent<Message>) => {
      if (message.type === "hello") {
        const latest = news.latest();
        if (close && latest) tell(latest);
      } else if (message.type === "event") handlers.event(message.event);
      else handlers.lost(message.reason && errorOf(message.reason));
    };
    const resign = leadership(NAME, () => {
      close = open(passingOn(handlers, news, tell));
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

function passingOn(handlers: LiveHandlers, news: News, tell: (message: Message) => void): LiveHandlers {
  return {
    event: (event) => {
      news.learn(event);
      handlers.event(event);
      tell({ type: "event", event });
    },
    lost: (error) => {
      handlers.lost(error);
      tell(news.lose(error));
    },
  };
}

/** What a tab that comes later is told: where every log is, or why nobody knows at the moment. */
class News {
  #userId: string | undefined;
  #revs = new Map<string, number>();
  #lost: Message | undefined;

  learn(event: LiveEvent): void {
    if (event.type === "change") this.#revs.set(event.log, event.to);
    else {
      this.#lost = undefined;
      this.#userId = event.userId;
      this.#revs = new Map(event.logs.map(({ log, rev }) => [log, rev]));
    }
  }

  /** The logs go on without this browser: where they were is not where they are. */
  lose(error: unknown): Message {
    this.#userId = undefined;
    this.#lost = { type: "lost", reason: plainOf(error) };
    return this.#lost;
  }

  latest(): Message | undefined {
    if (this.#userId === undefined) return this.#lost;
    const logs = [...this.#revs].map(([log, rev]) => ({ log, rev }));
    return { type: "event", event: { type: "heads", userId: this.#userId, logs } };
  }
}
