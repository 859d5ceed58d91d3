import { newId } from "@codex/core/id";
import { navigate } from "../router.js";
import { useRun } from "../sync/store-context.js";
import { announce } from "../ui/announcer.js";
import { words } from "../words/words.js";

/** Makes a list and goes there; apart from what can be done with one (`useListActions`), which is loaded on demand. */
export function useNewList(): (name: string) => void {
  const run = useRun();
  return (name) => {
    const id = newId();
    run({ kind: "list.create", id, name });
    announce(words.list.said.added(name));
    navigate(`/list/${id}`);
  };
}
