import { useOnline } from "../connection.js";
import { useStoreState } from "../sync/store-context.js";
import { words } from "../words/words.js";
import { changesIn } from "./command.js";

/** Whether what was done here is safe: saved, on its way, or waiting for the server to be there. */
export function SyncState() {
  const { waiting: commands, status, sendError, refused } = useStoreState();
  const online = useOnline();
  const waiting = commands.reduce((sum, command) => sum + changesIn(command), 0);
  const { sync } = words.todo;
  const isSending = online && status !== "away" && sendError === undefined;
  if (waiting > 0 && isSending) return <State of="saving">{sync.saving(waiting)}</State>;
  if (waiting > 0) return <State of="waiting">{sync.waiting(waiting)}</State>;
  if (refused.length > 0) return <State of="refused">{sync.refused}</State>;
  if (status !== "live") return null;
  return <State of="saved">{sync.saved}</State>;
}

const State = ({ of, children }: { of: string; children: string }) => (
  <span className="sync-state" data-state={of}>
    {children}
  </span>
);
