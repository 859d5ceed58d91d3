import { type Env, readEnv } from "@codex/api/env";

/** The command was called in a way it cannot follow; the message says what to do and is the whole story. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** @throws UsageError if `DATABASE_URL` is not set */
export function databaseUrlFromEnv(): string {
  const url = process.env["DATABASE_URL"];
  if (url) return url;
  throw new UsageError(
    "DATABASE_URL is not set: give the PostgreSQL to work on, postgresql://user:password@host:5432/database",
  );
}

/** Where people open the page, as far as the environment tells. */
export function pageUrlFromEnv(): string {
  const { PUBLIC_URL, PORT } = process.env;
  return PUBLIC_URL || `http://localhost:${PORT || 5000}`;
}

/**
 * The server's settings, as far as this command is given the same.
 *
 * @throws EnvError
 */
export function settingsFromEnv(url: string): Env {
  return readEnv({ ...process.env, DATABASE_URL: url });
}
