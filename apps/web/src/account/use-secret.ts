import { useState } from "react";

/**
 * The secret that a link carries after its `#`, which is sent to no server by itself. Empty if there is none.
 * It is read once: a page that moves on keeps it.
 */
export function useSecret(): string {
  const [secret] = useState(() => location.hash.slice(1));
  return secret;
}
