import getPort, { portNumbers } from "get-port";

/** A port to come back to: of those that no system gives to whoever asks for any. */
export function portToKeep(): Promise<number> {
  // Not the first that is free, which two processes that look at the same moment would both take.
  const first = 10_000 + Math.floor(Math.random() * 19_000);
  return getPort({ port: portNumbers(first, first + 999) });
}
