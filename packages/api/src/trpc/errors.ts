import { isDatabaseAway } from "@codex/db/errors";
import { TRPCError } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import {
  type TRPC_ERROR_CODE_KEY,
  type TRPC_ERROR_CODE_NUMBER,
  TRPC_ERROR_CODES_BY_KEY,
} from "@trpc/server/rpc";
import { z } from "zod";
import type { Nobody } from "../access/caller.js";
import { RetryAfter } from "../access/limits.js";
import type { Policy } from "../access/policy.js";

/** One thing that is wrong with an input: where, and what would be right. */
export interface InputIssue {
  readonly path: string;
  readonly message: string;
}

/** What every refusal looks like on the wire, whoever refuses. */
export interface ErrorShape {
  readonly message: string;
  /** tRPC's number for the code. */
  readonly code: TRPC_ERROR_CODE_NUMBER;
  readonly data: {
    readonly code: TRPC_ERROR_CODE_KEY;
    readonly httpStatus: number;
    /** The procedure, where one was reached. */
    readonly path?: string;
    /** What is wrong with the input, where that is what was wrong. */
    readonly issues?: InputIssue[];
  };
}

/** Seconds after which to ask again while the database is away. */
const AWAY_RETRY_SECONDS = 2;

/** The headers that tell when to ask again, if it is a matter of time. */
export function retryHeaders(errors: readonly TRPCError[]): Record<string, string> {
  const seconds = errors.flatMap(({ code, cause }) => {
    if (code === "SERVICE_UNAVAILABLE") return [AWAY_RETRY_SECONDS];
    return cause instanceof RetryAfter ? [cause.seconds] : [];
  });
  return seconds.length > 0 ? { "retry-after": String(Math.max(...seconds)) } : {};
}

const GENERIC =
  "Something went wrong on the server. Its log has the cause, under this answer's x-request-id.";

/** Not yours and not there look the same. */
export const notFound = (what: string) =>
  new TRPCError({ code: "NOT_FOUND", message: `There is no such ${what}.` });

/** Yours to see, but not to do this with. */
export const forbidden = (message: string) => new TRPCError({ code: "FORBIDDEN", message });

export const conflict = (message: string) => new TRPCError({ code: "CONFLICT", message });

/** An input that its schema cannot judge, told as its schema would tell it. */
export function badInput(path: string, message: string): TRPCError {
  const cause = new z.ZodRealError([{ code: "custom", path: [path], message, input: undefined }]);
  return new TRPCError({ code: "BAD_REQUEST", cause });
}

/** Says how to show who one is: to people on the page, to programs with a token. */
export function notSignedIn({ showed }: Nobody, { PUBLIC_URL }: Policy): TRPCError {
  const page = `${PUBLIC_URL?.replace(/\/$/, "") ?? ""}/account`;
  const what = {
    nothing: "This needs a user.",
    session: "Your session has ended.",
    token: "This token is not valid, or not any more.",
  }[showed];
  return new TRPCError({
    code: "UNAUTHORIZED",
    message: `${what} Sign in on the page; a program passes a token made at ${page} (or by pnpm codex token create): createClient({ url, token }).`,
  });
}

export const idTaken = () =>
  new TRPCError({ code: "CONFLICT", message: "This id is already taken. Make a new one and ask again." });

/** Gives an error its code: what is thrown in a procedure without one is either the database's absence or a bug. */
export function withCode(error: TRPCError): TRPCError {
  if (error.code !== "INTERNAL_SERVER_ERROR" || !isDatabaseAway(error.cause)) return error;
  return new TRPCError({
    code: "SERVICE_UNAVAILABLE",
    message: "The database cannot be reached at the moment. Try again shortly.",
    cause: error.cause,
  });
}

/** Makes the answer to an error, for procedures and for what is refused before one is reached. */
export function errorShape(error: TRPCError, path?: string): ErrorShape {
  const code = error.code === "PARSE_ERROR" ? "BAD_REQUEST" : error.code;
  const issues =
    code === "BAD_REQUEST" && error.cause instanceof z.ZodError ? inputIssues(error.cause) : undefined;
  return {
    message: messageOf(error, issues),
    code: TRPC_ERROR_CODES_BY_KEY[code],
    data: {
      code,
      httpStatus: getHTTPStatusCodeFromError(error),
      ...(path === undefined ? {} : { path }),
      ...(issues === undefined ? {} : { issues }),
    },
  };
}

/** tRPC's hook for the shape of a procedure's errors. */
export function formatError({ error, path }: { error: TRPCError; path: string | undefined }): ErrorShape {
  return errorShape(error, path);
}

function messageOf(error: TRPCError, issues: InputIssue[] | undefined): string {
  if (issues)
    return `Bad input: ${issues.map(({ path, message }) => (path ? `${path}: ${message}` : message)).join("; ")}`;
  if (error.cause instanceof SyntaxError) return "The request is not valid JSON.";
  return error.code === "INTERNAL_SERVER_ERROR" ? GENERIC : error.message;
}

function inputIssues(error: z.ZodError): InputIssue[] {
  return error.issues.map((issue) => ({
    path: issue.path.join("."),
    message: issue.message.replace(/^Invalid input: /, ""),
  }));
}
