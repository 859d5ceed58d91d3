import type pg from "pg";
import type { PrimaryClient } from "./pool.js";

/** Milliseconds before a broken connection is opened again: from one to the other, as long as that fails. */
const REOPEN_MS = { first: 50, most: 5_000 };

interface Listening extends pg.ClientConfig {
  /** What makes the connection. */
  readonly Client: typeof PrimaryClient;
  readonly channel: string;
  readonly heard: (payload: string) => void;
  readonly opened: () => void;
}

/** The connection behind `listen`. @returns what ends it */
export function keepListening({ Client, channel, heard, opened, ...config }: Listening): () => Promise<void> {
  let client: PrimaryClient | undefined;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let wait = REOPEN_MS.first;

  const open = async () => {
    const opening = new Client({ ...config, application_name: "codex listener" });
    client = opening;
    let over = false;
    const reopen = () => {
      if (over) return;
      over = true;
      void opening.end().catch(() => {});
      if (stopped) return;
      timer = setTimeout(open, wait);
      wait = Math.min(wait * 2, REOPEN_MS.most);
    };
    opening.on("error", reopen);
    opening.on("end", reopen);
    opening.on("notification", ({ payload }) => heard(payload ?? ""));
    try {
      await opening.connect();
      await opening.query(`listen ${opening.escapeIdentifier(channel)}`);
      wait = REOPEN_MS.first;
      if (!stopped) opened();
    } catch {
      reopen();
    }
  };
  void open();
  return async () => {
    stopped = true;
    clearTimeout(timer);
    await client?.end().catch(() => {});
  };
}
