import type { FastifyInstance } from "fastify";
import { type DestinationStream, type Logger, pino } from "pino";
import pretty from "pino-pretty";
import type { Env } from "../env.js";

/**
 * The process's log: for people on a terminal, JSON lines otherwise.
 *
 * @param destination - where the lines go; standard output if left out
 */
export function createLog(level: Env["LOG_LEVEL"], destination?: DestinationStream): Logger {
  // Only these fields of an error: drivers hang the values of rows on others, and with them what people wrote.
  const serializers = {
    err: (error: Error) => ({ type: error.name, message: error.message, stack: error.stack }),
  };
  const options = { level, serializers, timestamp: pino.stdTimeFunctions.isoTime };
  if (destination) return pino(options, destination);
  if (!process.stdout.isTTY) return pino(options);
  return pino(
    options,
    pretty({ ignore: "pid,hostname,reqId", translateTime: "SYS:HH:MM:ss", singleLine: true }),
  );
}

/** One line per request. The query is left out: inputs stand in it. */
export function logRequests(app: FastifyInstance): void {
  app.addHook("onResponse", (request, reply, done) => {
    const path = request.url.split("?", 1)[0];
    const ms = Math.round(reply.elapsedTime * 10) / 10;
    const fields = { method: request.method, path, status: reply.statusCode, ms };
    const message = `${request.method} ${path} ${reply.statusCode}`;
    // Health is asked for every few seconds, and worth a line when it is not well.
    if (reply.statusCode === 200 && path?.startsWith("/health/")) request.log.debug(fields, message);
    else request.log.info(fields, message);
    done();
  });
}
