import type { RefusedCommand } from "@codex/client/outbox";
import { useHasUser } from "../account/session-context.js";
import { useStoreState } from "../sync/store-context.js";

/** The changes that were refused, once it is known which lists there are: what was typed for them goes back there. */
export function useRefused(): readonly RefusedCommand[] {
  const { refused, status } = useStoreState();
  const hasUser = useHasUser();
  return hasUser && status === "loading" ? [] : refused;
}
