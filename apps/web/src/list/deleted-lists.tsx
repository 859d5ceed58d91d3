import { LIST_LIMITS } from "@codex/core/limits";
import { reasonOf } from "../failure.js";
import { trpc } from "../trpc.js";
import { Dialog } from "../ui/dialog.js";
import { useListActions } from "./use-list-actions.js";

/** The lists that were deleted, each with a way back. */
export function DeletedLists({ onClose }: { onClose: () => void }) {
  const { data, error } = trpc.list.all.useQuery({ deleted: true });
  const { restore } = useListActions();
  return (
    <Dialog title="Deleted lists" onClose={onClose}>
      {error && <p role="alert">{reasonOf(error)}</p>}
      {data?.length === 0 && (
        <p>No list of yours was deleted in the last {LIST_LIMITS.restorableDays} days.</p>
      )}
      {data && data.length > 0 && (
        <>
          <p>They are kept for {LIST_LIMITS.restorableDays} days.</p>
          <ul className="deleted-lists">
            {data.map((list) => (
              <li key={list.id}>
                <span>{list.name}</span>
                <button
                  type="button"
                  className="button"
                  aria-label={`Restore ${list.name}`}
                  onClick={() => void restore(list)}
                >
                  Restore
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </Dialog>
  );
}
