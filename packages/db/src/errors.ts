import { Prisma } from "./generated/client.js";

/** Prisma's codes for a database that cannot be reached, timed out, closed the connection, or has none free. */
const AWAY_PRISMA = new Set([
  "P1000",
  "P1001",
  "P1002",
  "P1003",
  "P1008",
  "P1010",
  "P1017",
  "P2024",
  "P2028",
  "P2037",
]);

/** What a driver adapter calls the same, where Prisma passes its error on. */
const AWAY_KINDS = new Set([
  "DatabaseNotReachable",
  "DatabaseDoesNotExist",
  "DatabaseAccessDenied",
  "AuthenticationFailed",
  "ConnectionClosed",
  "SocketTimeout",
  "TlsConnectionError",
  "TooManyConnections",
]);

/**
 * SQLSTATEs: connection exceptions, who is not let in, no such database, shutdown and start-up, a full disk, memory or
 * connections at an end, a statement that was cancelled or a lock that took too long, a standby.
 */
const AWAY_STATES = /^(08...|28...|3D000|57014|57P0[1-5]|53...|58030|55P03|25006)$/;

/** Node's codes: sockets and names that lead nowhere, none to be had any more, and certificates that are not trusted. */
const AWAY_CODES =
  /^(ECONN\w+|EPIPE|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|E(HOST|NET)UNREACH|EADDRNOTAVAIL|E[MN]FILE|CERT_\w+|ERR_(TLS|SSL)_\w+|\w*SELF_SIGNED_CERT\w*|UNABLE_TO_(GET|VERIFY)_\w+)$/;

/** What node-postgres says without a code. */
const AWAY_MESSAGES =
  /timeout exceeded when trying to connect|timeout expired|connection terminated|connection timeout|server closed the connection|cannot use a pool after calling end|client has encountered a connection error|client was closed|the database does not answer|the server does not support SSL|error establishing an SSL connection/i;

/** Whether `error` says that the database cannot be used at the moment, rather than that the request was wrong. */
export function isDatabaseAway(error: unknown): boolean {
  return causesOf(error).some((cause) => {
    const codes = ["code", "errorCode", "originalCode"].map((name) => stringField(cause, name));
    return (
      codes.some((code) => AWAY_PRISMA.has(code) || AWAY_STATES.test(code) || AWAY_CODES.test(code)) ||
      AWAY_KINDS.has(stringField(cause, "kind")) ||
      AWAY_MESSAGES.test(stringField(cause, "message"))
    );
  });
}

/** Whether a row with the same unique value is there already. */
export function isTaken(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
}

/** Whether the database gave a transaction up in favour of another: a deadlock, or one that cannot be put in order. */
export function isRolledBack(error: unknown): boolean {
  return causesOf(error).some((cause) => /^(40001|40P01|P2034)$/.test(stringField(cause, "code")));
}

/** Whether a statement met a row with the same unique value. */
export function isDuplicate(error: unknown): boolean {
  return causesOf(error).some((cause) => stringField(cause, "code") === "23505");
}

/** Whether the one row an update or deletion was meant for is not there. */
export function isMissing(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2025";
}

/** Why the database cannot be used, in one line fit for a log: the innermost message there is. */
export function reasonAway(error: unknown): string {
  const messages = causesOf(error).map(
    (cause) => stringField(cause, "message") || stringField(cause, "code"),
  );
  return (messages.filter(Boolean).at(-1) ?? String(error)).split("\n").filter(Boolean).at(-1) ?? "";
}

/** The error and everything it wraps, outermost first. */
function causesOf(error: unknown): object[] {
  const found: object[] = [];
  const waiting: unknown[] = [error];
  for (const next of waiting) {
    if (typeof next !== "object" || next === null || found.includes(next)) continue;
    found.push(next);
    if ("cause" in next) waiting.push(next.cause);
    if ("errors" in next && Array.isArray(next.errors)) waiting.push(...next.errors);
    if (
      "meta" in next &&
      typeof next.meta === "object" &&
      next.meta !== null &&
      "driverAdapterError" in next.meta
    ) {
      waiting.push(next.meta.driverAdapterError);
    }
  }
  return found;
}

function stringField(value: object, name: string): string {
  const field: unknown = Reflect.get(value, name);
  return typeof field === "string" ? field : "";
}
