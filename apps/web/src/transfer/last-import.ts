import { remembered } from "../account/remembered.js";
import { keep, readKept } from "../ui/kept.js";

const KEY = "codex.imported";

/** The batch of the last import of this user in this browser, until it is taken back. */
export function lastImport(): string | undefined {
  const [userId, batch] = readKept(KEY)?.split(" ") ?? [];
  return userId === remembered()?.id ? batch : undefined;
}

/** @param batch - undefined once it is taken back */
export function rememberImport(batch: string | undefined): void {
  const user = remembered();
  keep(KEY, user && batch && `${user.id} ${batch}`);
}
