import { httpTransport, type Transport } from "@codex/client/transport";
import type { LiveEvent } from "@codex/core/sync";
import { rememberedOf } from "../account/remembered.js";
import type { Session } from "../account/session.js";
import { fetchInTime } from "../client.js";
import { codeOf } from "../failure.js";
import { sharedLive } from "./tabs.js";

/**
 * How the page's store reaches the server: what is written is sent as the user who wrote it, and the stream is
 * open as long as there is a user.
 */
export function pageTransport(session: Session): Transport {
  const http = httpTransport({ url: "", fetch: fetchInTime });
  const live = sharedLive(http.live);
  return {
    since: http.since,
    push: (commands, writer) =>
      session.sendAs(writer === undefined ? undefined : rememberedOf(writer), () =>
        http.push(commands, writer),
      ),
    live: (handlers) => {
      let close: (() => void) | undefined;
      const event = (event: LiveEvent) => {
        // The server answers: also what it could not say before.
        if (session.known.get().error !== undefined) session.refreshIfOld();
        handlers.event(event);
      };
      const lost = (error: unknown) => {
        handlers.lost(error);
        // The session may have ended: the server is asked.
        if (codeOf(error) === "UNAUTHORIZED") void session.refresh().catch(() => {});
      };
      const stop = session.watchUser((userId) => {
        close?.();
        close = userId === undefined ? undefined : live({ event, lost });
      });
      return () => {
        stop();
        close?.();
      };
    },
  };
}
