import type { Readable } from "node:stream";
import type { FastifyReply } from "fastify";
import type { Exchange } from "./exchange.js";

/** What is to be sent, with the headers of the exchange. */
export interface Answer {
  readonly status: number;
  readonly body: string | Readable;
}

/** Sends what tRPC would put into a `Response`, as such: Fastify would make a stream of that. */
export async function send(
  { reply, headers }: Exchange,
  { status, body }: Answer,
): Promise<FastifyReply | undefined> {
  if (typeof body === "string") {
    headers.setIfNone("content-type", "text/plain;charset=UTF-8");
    if (headers.frames()) return reply.send(new Response(body, { status, headers: headers.toHeaders() }));
  }
  reply.code(status);
  headers.putOn(reply);
  // As a string it would be given a charset, and Node would write the headers in its encoding.
  reply.send(typeof body === "string" ? Buffer.from(body) : body);
  // While a hook still works on it the handler must not end, or Fastify would send an empty answer.
  return reply.sent ? undefined : reply;
}

// A `Response` refuses a body with these.
const WITHOUT_BODY = new Set([204, 205, 304]);

/** @throws as a `Response` does, for what no answer with a body has */
export function allowed(status: number): number {
  const usual = Number.isInteger(status) && status >= 200 && status <= 599 && !WITHOUT_BODY.has(status);
  return usual ? status : new Response("", { status }).status;
}
