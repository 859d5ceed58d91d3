import type { Socket } from "node:net";
import pg from "pg";

/** Milliseconds within which a host has to say whether it takes writes. */
const PROBE_MS = 5_000;

/** What stands before the hosts, the hosts, and what stands behind them. */
const PARTS = /^(postgres(?:ql)?:\/\/(?:[^@/?#]*@)?)([^/?#]*)(.*)$/;

/**
 * One URL for each host that a connection URL names: `postgresql://user:password@a:5432,b:5432/codex` names two, as
 * libpq has it. `target_session_attrs` is left out: wherever there is a choice, it is the host that takes writes.
 */
export function urlsOf(url: string): readonly string[] {
  const [, before, hosts, behind] = PARTS.exec(url) ?? [];
  if (before === undefined || hosts === undefined || behind === undefined) return [url];
  const rest = behind.replace(/([?&])target_session_attrs=[^&#]*&?/, "$1").replace(/[?&]$/, "");
  return hosts.split(",").map((host) => `${before}${host}${rest}`);
}

/**
 * Whether `url` is one that names a PostgreSQL, on one host or on several, or by the folder of its socket. With several
 * hosts an `@` in the password has to be escaped: what follows it would be taken for hosts.
 */
export function isDatabaseUrl(url: string): boolean {
  const urls = urlsOf(url);
  if (!PARTS.test(url) || (urls.length > 1 && PARTS.exec(url)?.[2]?.includes("@"))) return false;
  return urls.every((each) => URL.canParse(each) && placeOf(new URL(each)) !== "");
}

/** Where a connection URL points, without its password: fit for logs. */
export function describeUrl(url: string): string {
  const places = urlsOf(url).map((each) => new URL(each));
  return `${places.map(placeOf).join()}${places[0]?.pathname ?? ""}`;
}

function placeOf({ host, searchParams }: URL): string {
  return host || (searchParams.get("host") ?? "");
}

/** Of URLs with several hosts: the host that took writes when that was last looked for. */
const found = new Map<string, string>();
const looking = new Map<string, Promise<string>>();

/** The host to connect to now, as a URL that names no other. Which one takes writes may have changed since. */
export function currentUrl(url: string): string {
  return found.get(url) ?? urlsOf(url)[0] ?? url;
}

/**
 * Finds out which host takes writes: all are asked at once, and the first that does is taken. Where there is only one
 * it is not asked.
 *
 * @throws AggregateError with what each host said, if none does
 */
export function findPrimary(url: string): Promise<string> {
  const urls = urlsOf(url);
  if (urls.length < 2) return Promise.resolve(currentUrl(url));
  const begun = looking.get(url);
  if (begun) return begun;
  const look = askHosts(url);
  looking.set(url, look);
  const ended = () => looking.delete(url);
  look.then(ended, ended);
  return look;
}

/** Attends a look at the hosts. Hosts are named by their URLs. */
interface Attendant {
  /** Makes the socket on which a host is asked. */
  socketTo(host: string): Socket;
  /** Is told of a host that has said anything, if only that it takes no writes. */
  answered(host: string): void;
}

/**
 * Asks all hosts at once which of them takes writes, also where there is only one.
 *
 * @throws AggregateError with what each said, if none does
 */
export async function askHosts(url: string, attendant?: Attendant): Promise<string> {
  const primary = await Promise.any(urlsOf(url).map((each) => probe(each, attendant)));
  found.set(url, primary);
  return primary;
}

async function probe(url: string, attendant?: Attendant): Promise<string> {
  const client = new pg.Client({
    connectionString: url,
    application_name: "codex hosts",
    connectionTimeoutMillis: PROBE_MS,
    query_timeout: PROBE_MS,
    ...(attendant ? { stream: () => attendant.socketTo(url) } : {}),
  });
  // What breaks the connection shows in what is asked of it; unheard it would end the process.
  client.on("error", () => {});
  try {
    await client.connect();
    await prepareSession(client);
    attendant?.answered(url);
    return url;
  } catch (error) {
    if (!isOwnTimeout(error)) attendant?.answered(url);
    throw error;
  } finally {
    void client.end().catch(() => {});
  }
}

/** Whether it was the client that did not wait any longer. */
function isOwnTimeout(error: unknown): boolean {
  return error instanceof Error && /^(timeout expired|query read timeout)$/i.test(error.message);
}

/**
 * Prepares a new session: it speaks UTC, as Prisma's adapter writes a `timestamptz` hours off where its zone is another,
 * and it takes writes.
 *
 * @throws Error with PostgreSQL's own code for writing where nothing can be written, if the server is a standby
 */
export async function prepareSession(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ standby: boolean }>(
    "select pg_is_in_recovery() as standby, set_config('timezone', 'UTC', false)",
  );
  if (rows[0]?.standby)
    throw Object.assign(new Error("This PostgreSQL is a standby, which takes no writes."), { code: "25006" });
}
