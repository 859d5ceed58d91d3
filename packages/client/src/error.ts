import type { AppRouter } from "@codex/api/router";
import type { inferRouterError } from "@trpc/server";

type ErrorData = inferRouterError<AppRouter>["data"];

/** Why the server refuses: `"NOT_FOUND"`, `"BAD_REQUEST"`, `"CONFLICT"`, ... */
export type CodexErrorCode = ErrorData["code"];

/** A refusal by the server; `message` is a sentence that can be shown. */
export interface CodexError<Code extends CodexErrorCode = CodexErrorCode> extends Error {
  /** `code`, `httpStatus`, the procedure's `path`, and for a bad input the `issues`: what is wrong where. */
  readonly data: ErrorData & { readonly code: Code };
}

/**
 * Whether a call failed because the server refused it, and with `code`, where one is given. False for a
 * failure without an answer of the server's, such as a lost connection: then nobody knows whether the call
 * was carried out.
 *
 * @example
 * if (isCodexError(error, "BAD_REQUEST")) show(error.data.issues);
 */
export function isCodexError<Code extends CodexErrorCode = CodexErrorCode>(
  error: unknown,
  code?: Code,
): error is CodexError<Code> {
  // Not by `instanceof`: a workspace may hold two copies of @trpc/client.
  if (!(error instanceof Error) || error.name !== "TRPCClientError" || !("data" in error)) return false;
  const { data } = error;
  if (typeof data !== "object" || data === null || !("code" in data) || !("httpStatus" in data)) return false;
  return code === undefined ? typeof data.code === "string" : data.code === code;
}
