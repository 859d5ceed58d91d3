import { isIPv6 } from "node:net";
import { TRPCError } from "@trpc/server";
import type { Env, Rate } from "../env.js";

/** What is limited. */
export type Limited = "user" | "guest" | "signIn" | "signUp" | "reset" | "invite";

/** Why an error came too early: after so many seconds it would not. */
export class RetryAfter extends Error {
  override readonly name = "RetryAfter";
  constructor(readonly seconds: number) {
    super(`Try again in ${seconds} s`);
  }
}

/** Keys remembered; above that the full buckets are forgotten, which changes nothing. */
const MAX_KEYS = 10_000;

interface Bucket {
  tokens: number;
  /** Milliseconds at which it held as many. */
  at: number;
}

/** Token buckets: each key may do `burst` things at once, and gets `perSecond` of them back a second. */
class Buckets {
  readonly #buckets = new Map<string, Bucket>();
  constructor(readonly rate: Rate) {}

  /** Takes one. @returns the seconds to wait if there is none; 0 if there was */
  take(key: string, now: number): number {
    const { burst, perSecond } = this.rate;
    const tokens = this.#tokens(this.#buckets.get(key), now);
    if (tokens < 1) return Math.max(1, Math.ceil((1 - tokens) / perSecond));
    if (this.#buckets.size >= MAX_KEYS) this.#forgetFull(now);
    this.#buckets.set(key, { tokens: Math.min(tokens, burst) - 1, at: now });
    return 0;
  }

  #tokens(bucket: Bucket | undefined, now: number): number {
    const { burst, perSecond } = this.rate;
    if (!bucket) return burst;
    return Math.min(burst, bucket.tokens + (Math.max(0, now - bucket.at) / 1_000) * perSecond);
  }

  #forgetFull(now: number): void {
    for (const [key, bucket] of this.#buckets)
      if (this.#tokens(bucket, now) >= this.rate.burst) this.#buckets.delete(key);
  }
}

/**
 * Counts one thing that `key` (an address, an account or a user) does.
 *
 * @throws TRPCError `TOO_MANY_REQUESTS`
 */
export type Limit = (what: Limited, key: string) => void;

type Rates = Pick<
  Env,
  "RATE_USER" | "RATE_GUEST" | "RATE_SIGN_IN" | "RATE_SIGN_UP" | "RATE_RESET" | "RATE_INVITE"
>;

/** Keeps count within this process: several servers allow several times as much. */
export function createLimit(rates: Rates, now: () => Date): Limit {
  const buckets: Record<Limited, Buckets | undefined> = {
    user: bucketsOf(rates.RATE_USER),
    guest: bucketsOf(rates.RATE_GUEST),
    signIn: bucketsOf(rates.RATE_SIGN_IN),
    signUp: bucketsOf(rates.RATE_SIGN_UP),
    reset: bucketsOf(rates.RATE_RESET),
    invite: bucketsOf(rates.RATE_INVITE),
  };
  return (what, key) => {
    const seconds = buckets[what]?.take(key, now().getTime()) ?? 0;
    if (seconds === 0) return;
    throw new TRPCError({
      code: "TOO_MANY_REQUESTS",
      message: `Too many requests. Nothing was changed; try again in ${seconds} s.`,
      cause: new RetryAfter(seconds),
    });
  };
}

function bucketsOf(rate: Rate | null): Buckets | undefined {
  return rate === null ? undefined : new Buckets(rate);
}

/** What counts as one address: of IPv6, the network that a household gets, as it may use any address in it. */
export function addressKey(ip: string): string {
  if (!ip.includes(":")) return ip;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1];
  if (mapped !== undefined || !isIPv6(ip)) return mapped ?? ip;
  const [head = "", tail = ""] = (ip.split("%")[0] ?? "").split("::");
  const groups = head.split(":").filter(Boolean);
  const rest = tail.split(":").filter(Boolean);
  const zeros = ip.includes("::")
    ? Array<string>(Math.max(0, 8 - groups.length - rest.length)).fill("0")
    : [];
  return [...groups, ...zeros, ...rest]
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":");
}
