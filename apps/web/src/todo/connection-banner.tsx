import { useOnline } from "../connection.js";
import { reasonOf } from "../failure.js";
import { OfflineIcon } from "../ui/icons.js";
import { words } from "../words/words.js";

interface ConnectionBannerProps {
  /** Why what is shown could not be brought up to date. */
  readonly error: unknown;
  readonly onRetry: () => void;
}

/** Says that what is shown may be old, and what happens to changes meanwhile. */
export function ConnectionBanner({ error, onRetry }: ConnectionBannerProps) {
  const online = useOnline();
  return (
    <div role="status">
      {!online ? (
        <p className="banner">
          <OfflineIcon />
          <span>
            <strong>{words.todo.sync.offline}</strong> {words.todo.sync.offlineMore}
          </span>
        </p>
      ) : (
        error !== undefined && (
          <p className="banner">
            <OfflineIcon />
            <span>
              <strong>{reasonOf(error)}</strong> {words.todo.sync.loadedLast}
            </span>
            <button type="button" className="button button-quiet" onClick={onRetry}>
              {words.frame.tryAgain}
            </button>
          </p>
        )
      )}
    </div>
  );
}
