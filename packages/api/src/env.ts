import { z } from "zod";

const url = (protocols: RegExp, what: string) => z.url({ protocol: protocols, error: `must be ${what}` });

const list = z
  .string()
  .transform((value) => value.split(",").map((item) => item.trim()))
  .transform((items) => items.filter((item) => item !== ""));

const envSchema = z.object({
  /** Where the todos are kept. */
  DATABASE_URL: url(/^postgres(ql)?$/, "a URL such as postgresql://user:password@host:5432/database"),
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
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"]).default("info"),
});

/** The server's settings, checked. */
export type Env = z.output<typeof envSchema>;

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
  if (result.success) return result.data;
  const lines = result.error.issues.map(({ path, message }) => {
    const name = String(path[0]);
    return given[name] === undefined
      ? `${name} is not set`
      : `${name} ${message.replace(/^Invalid input: /, "")}`;
  });
  throw new EnvError(lines.join("\n"));
}
