import type { AppRouter } from "@codex/client/link";
import { RefusedError } from "@codex/client/outbox";
import { TRPCClientError } from "@trpc/client";
import { words } from "./words/words.js";

/** Milliseconds to wait before asking again; as many retries as there are entries. */
const RETRY_DELAYS_MS = [300, 900, 1_800] as const;

/** Codes that say "not now", as opposed to "not like this". */
const LATER = new Set([
  "SERVICE_UNAVAILABLE",
  "TOO_MANY_REQUESTS",
  "TIMEOUT",
  "GATEWAY_TIMEOUT",
  "BAD_GATEWAY",
]);

/** Codes that the same request would be given again. */
const FINAL = new Set([
  "BAD_REQUEST",
  "NOT_FOUND",
  "CONFLICT",
  "FORBIDDEN",
  "UNAUTHORIZED",
  "PAYLOAD_TOO_LARGE",
]);

/** Where JSON-RPC wants a number, for which nobody here has a use. */
const TOLD = -32_000;

/** tRPC's code of an error, or undefined where the server did not answer in tRPC's words. */
export function codeOf(error: unknown): string | undefined {
  return isTrpcError(error) ? error.data?.code : undefined;
}

/** Whether neither we nor the request are at fault: no answer at all, or one that says "later". */
export function isUnreachable(error: unknown): boolean {
  if (!isTrpcError(error)) return false;
  const code = error.data?.code;
  return code === undefined || LATER.has(code);
}

/** Whether asking again may help. */
export function isWorthRetrying(error: unknown): boolean {
  const code = error instanceof RefusedError ? error.code : codeOf(error);
  return code === undefined || !FINAL.has(code);
}

/** TanStack Query's `retry`: a few more times while the server cannot be reached. */
export function shouldRetry(failures: number, error: unknown): boolean {
  return failures < RETRY_DELAYS_MS.length && isUnreachable(error);
}

/** TanStack Query's `retryDelay`, in milliseconds. */
export function retryDelay(failures: number): number {
  return RETRY_DELAYS_MS[failures] ?? 0;
}

/** Does something, and again a few times while the server cannot be reached. */
export async function retrying<T>(work: () => Promise<T>): Promise<T> {
  for (let failures = 0; ; failures += 1) {
    try {
      return await work();
    } catch (error) {
      if (!shouldRetry(failures, error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, retryDelay(failures)));
    }
  }
}

/** What went wrong, in a sentence for people. */
export function reasonOf(error: unknown): string {
  const code = codeOf(error);
  const { failure } = words.frame;
  if (code === "SERVICE_UNAVAILABLE") return failure.database;
  if (code === "TOO_MANY_REQUESTS") return failure.tooMany;
  if (isUnreachable(error)) return failure.server;
  if (!(error instanceof Error)) return failure.other;
  return failure.refused(error instanceof RefusedError ? error.code : code, error.message);
}

/** A failure as another tab can be told of it: an error of tRPC's does not survive the way, nor what may be in it. */
export interface PlainError {
  readonly message: string;
  /** tRPC's code, if the server said anything. */
  readonly code: string | undefined;
}

export function plainOf(error: unknown): PlainError | undefined {
  return error instanceof Error ? { message: error.message, code: codeOf(error) } : undefined;
}

export function errorOf({ message, code }: PlainError): Error {
  if (code === undefined) return new TRPCClientError(message);
  return TRPCClientError.from({ error: { message, code: TOLD, data: { code } } });
}

function isTrpcError(error: unknown): error is TRPCClientError<AppRouter> {
  return error instanceof TRPCClientError;
}
