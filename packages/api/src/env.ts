import { isDatabaseUrl } from "@codex/db";
import { z } from "zod";

const url = (protocols: RegExp, what: string) => z.url({ protocol: protocols, error: `must be ${what}` });

const list = z
  .string()
  .transform((value) => value.split(",").map((item) => item.trim()))
  .transform((items) => items.filter((item) => item !== ""));

const onOff = z.enum(["on", "off"]).transform((value) => value === "on");

/** `10/m` is ten at once and ten a minute; `500 100/s` is five hundred at once and a hundred a second. */
const rate = z
  .string()
  .regex(/^(\d+ )?\d+\/[smh]$|^off$/, "must be such as 10/m, 500 100/s, or off")
  .transform(parseRate);

/** How much of something one address or user may do. */
export interface Rate {
  /** As many at once. */
  readonly burst: number;
  readonly perSecond: number;
}

const envSchema = z.object({
  /** Where the todos are kept. With several hosts it is whichever of them takes writes. */
  DATABASE_URL: z
    .string()
    .refine(isDatabaseUrl, "must be a URL such as postgresql://user:password@host:5432/database"),
  /** The port to listen on; 0 takes a free one. */
  PORT: z.coerce.number().int().min(0).max(65_535).default(5000),
  /** The address to listen on. `localhost` is loopback, IPv4 and IPv6; `0.0.0.0` is every network. */
  HOST: z.string().min(1).default("localhost"),
  /** The address people type, when a proxy stands in front. */
  PUBLIC_URL: url(/^https?$/, "a URL such as https://todo.example.org").optional(),
  /** Further origins whose pages may call, comma-separated: for a proxy that changes the Host. */
  ORIGINS: list
    .pipe(z.array(url(/^https?$/, "origins such as https://a.example.org, separated by commas")))
    .default([]),
  /** Whose `X-Forwarded-*` count: `true`, or addresses, CIDR ranges, `loopback`, `linklocal`, `uniquelocal`. */
  TRUST_PROXY: z
    .string()
    .transform((value) => (value === "true" ? true : value === "false" || value === "" ? false : value))
    .default(false),
  /** The folder of the built page; without it only the API is served. */
  WEB_DIR: z.string().min(1).optional(),
  /**
   * `single`: whoever reaches the server is its one owner. `accounts`: everyone has todos of their own. Left out,
   * it is `single` where nobody but this machine can get at the server.
   */
  ACCESS: z.enum(["single", "accounts"]).optional(),
  /** Whether a first todo can be written without signing in. */
  GUESTS: onOff.default(true),
  /** Who may make an account: everyone, whoever was invited to a list, or nobody but `codex user create`. */
  SIGNUP: z.enum(["open", "invite", "closed"]).default("open"),
  /** Signs the session cookies; left out, one is made at the first start and kept in the database. */
  AUTH_SECRET: z.string().min(32, "must have at least 32 characters").optional(),
  /** Sends e-mail: smtp://user:password@host:587. Needs PUBLIC_URL, for the links. */
  SMTP_URL: url(/^smtps?$/, "a URL such as smtp://user:password@mail.example.org:587").optional(),
  /** Whom e-mail comes from. */
  MAIL_FROM: z.string().min(3).default("Codex <codex@localhost>"),
  /** Requests of one user. */
  RATE_USER: rate.prefault("500 100/s"),
  /** Guests made from one address. */
  RATE_GUEST: rate.prefault("60/m"),
  /** Passwords tried from one address, and for one account. */
  RATE_SIGN_IN: rate.prefault("10/m"),
  /** Accounts asked for from one address. */
  RATE_SIGN_UP: rate.prefault("10/m"),
  /** Password resets asked for from one address, and for one account. */
  RATE_RESET: rate.prefault("5/m"),
  /** Invites looked at or accepted from one address. */
  RATE_INVITE: rate.prefault("30/m"),
  /** Days for which who did what is remembered, and can be undone. */
  HISTORY_DAYS: z.coerce.number().int().min(1).max(36_500).default(90),
  /** Days for which it is remembered who signed in, was let in, made tokens, and deleted for good. */
  AUDIT_DAYS: z.coerce.number().int().min(1).max(36_500).default(365),
  /** Milliseconds from which on a statement is logged, with the id of the request that it was for; left out, none is. */
  SLOW_QUERY_MS: z.coerce.number().int().min(1).max(3_600_000).optional(),
  /** The port that metrics for Prometheus are served on, at /metrics; 0 takes a free one. Left out, there are none. */
  METRICS_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
  /**
   * Seconds for which, once it is told to stop, it goes on as before but says that it is not ready, and then as long at most
   * for connections to move elsewhere: for balancers in front. 0 stops at once.
   */
  DRAIN_SECONDS: z.coerce.number().min(0).max(300).default(0),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"]).default("info"),
});

type Read = z.output<typeof envSchema>;

/** The server's settings, checked. */
export interface Env extends Read {
  readonly ACCESS: "single" | "accounts";
}

/** A setting is missing or wrong; the message names it and says what it should be. */
export class EnvError extends Error {
  override readonly name = "EnvError";
}

/**
 * Reads the settings from environment variables; an empty one counts as unset.
 *
 * @throws EnvError naming every variable that is missing or wrong
 */
export function readEnv(source: NodeJS.ProcessEnv = process.env): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const result = envSchema.safeParse(given);
  if (result.success) return complete(result.data);
  const lines = result.error.issues.map(({ path, message }) => {
    const name = String(path[0]);
    return given[name] === undefined
      ? `${name} is not set`
      : `${name} ${message.replace(/^Invalid input: /, "")}`;
  });
  throw new EnvError(lines.join("\n"));
}

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[?::1\]?)$/;

function complete(env: Read): Env {
  if (env.SMTP_URL !== undefined && env.PUBLIC_URL === undefined) {
    throw new EnvError("PUBLIC_URL is not set: with SMTP_URL it is needed, for the links in e-mails");
  }
  // Where a proxy stands in front, loopback is no sign that only this machine can reach the server.
  const local =
    LOOPBACK.test(env.HOST) &&
    env.TRUST_PROXY === false &&
    (env.PUBLIC_URL === undefined || LOOPBACK.test(new URL(env.PUBLIC_URL).hostname));
  return { ...env, ACCESS: env.ACCESS ?? (local ? "single" : "accounts") };
}

const SECONDS = new Map([
  ["s", 1],
  ["m", 60],
  ["h", 3_600],
]);

function parseRate(text: string): Rate | null {
  if (text === "off") return null;
  const [, burst, count, unit] = /^(?:(\d+) )?(\d+)\/(.)$/.exec(text) ?? [];
  return {
    burst: Number(burst ?? count),
    perSecond: Number(count) / (SECONDS.get(unit ?? "") ?? 1),
  };
}
