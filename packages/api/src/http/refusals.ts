import { getTRPCErrorFromUnknown, TRPCError } from "@trpc/server";
import { getHTTPStatusCodeFromError } from "@trpc/server/http";
import type { TRPC_ERROR_CODE_KEY } from "@trpc/server/rpc";
import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { errorShape, retryHeaders, withCode } from "../trpc/errors.js";

const NOTHING_HERE = "There is nothing at this address.";

type Refusal = readonly [TRPC_ERROR_CODE_KEY, string];

const MALFORMED: Refusal = ["BAD_REQUEST", "The request is malformed."];

/** What Fastify refuses by itself, and what that is in tRPC's words. */
const REFUSALS: Readonly<Record<number, Refusal>> = {
  400: MALFORMED,
  // A path that leads out of the folder of the page.
  403: ["NOT_FOUND", NOTHING_HERE],
  404: ["NOT_FOUND", NOTHING_HERE],
  412: ["PRECONDITION_FAILED", "What is here is not what the request is conditional on."],
  413: ["PAYLOAD_TOO_LARGE", "The request body is larger than 1 MiB."],
  414: ["BAD_REQUEST", "The URL is too long."],
  415: ["UNSUPPORTED_MEDIA_TYPE", "Send the body as application/json."],
};

/**
 * A body up to this size is read to its end although it is refused: to close the connection on it, as Fastify
 * does, resets it, and a proxy that still sends then has no answer to pass on.
 */
const READ_AWAY_BYTES = 8 * 1024 * 1024;

/** Answers with the one error shape. */
export function refuse(reply: FastifyReply, error: TRPCError): FastifyReply {
  return reply
    .code(getHTTPStatusCodeFromError(error))
    .headers({ "cache-control": "no-store", ...retryHeaders([error]) })
    .send({ error: errorShape(error) });
}

export function refuseNotFound(reply: FastifyReply): FastifyReply {
  return refuse(reply, new TRPCError({ code: "NOT_FOUND", message: NOTHING_HERE }));
}

/** Turns what is thrown outside of a procedure into an answer; the cause of a 500 goes to the log only. */
export function handleError(
  error: FastifyError | TRPCError,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  if (!(error instanceof TRPCError)) {
    const refusal = frameworkRefusal(error, request, reply);
    if (refusal) return refusal;
  }
  const told = withCode(getTRPCErrorFromUnknown(error));
  if (told.code === "INTERNAL_SERVER_ERROR") request.log.error({ err: error }, "The request failed");
  if (told.code === "SERVICE_UNAVAILABLE") request.log.warn({ err: told.cause }, "The database is away");
  return refuse(reply, told);
}

function frameworkRefusal(
  error: FastifyError,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply | undefined {
  const { statusCode = 500 } = error;
  if (statusCode < 400 || statusCode >= 500) return undefined;
  const [code, message] = REFUSALS[statusCode] ?? MALFORMED;
  if (Number(request.headers["content-length"]) <= READ_AWAY_BYTES) reply.removeHeader("connection");
  return refuse(reply, new TRPCError({ code, message }));
}
