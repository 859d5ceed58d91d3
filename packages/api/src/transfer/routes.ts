import { Readable } from "node:stream";
import { dayAt, isZone } from "@codex/core/due";
import { idSchema } from "@codex/core/input";
import { outlineOf, readEntries } from "@codex/core/transfer/read";
import { EXPORT_FORMATS, IMPORT_FORMATS, type ImportLine, UnreadableFile } from "@codex/core/transfer/report";
import { sqlOf } from "@codex/db";
import { getTRPCErrorFromUnknown, TRPCError } from "@trpc/server";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { User } from "../access/caller.js";
import { doneBy, record } from "../audit/record.js";
import type { ContextOf } from "../http/context.js";
import { handleError } from "../http/refusals.js";
import { roleIn } from "../list/roles.js";
import type { Context } from "../trpc/context.js";
import { conflict, errorShape, forbidden, notSignedIn, withCode } from "../trpc/errors.js";
import { allowed } from "../trpc/procedures.js";
import { exported } from "./exporting.js";
import { writeAll } from "./importing.js";
import { batchOf, Plan, type Target } from "./plan.js";
import { receive } from "./upload.js";

const importQuery = z.strictObject({
  format: z.enum(IMPORT_FORMATS),
  /** Into which everything goes; without one, lists are made as the file names them. */
  list: idSchema.optional(),
  /** Of times that say none. */
  zone: z.string().refine(isZone, { error: "must be a time zone, as Europe/Berlin" }).default("UTC"),
  dry: z.enum(["0", "1"]).default("0"),
});
const exportQuery = z.strictObject({ format: z.enum(EXPORT_FORMATS).default("json") });

/** What a file is sent as. */
const TYPE = "application/octet-stream";

/** Moving in and out: files too large for a procedure, streamed both ways. */
export async function serveTransfer(app: FastifyInstance, contextOf: ContextOf): Promise<void> {
  const busy = new Set<string>();
  await app.register(
    async (scope) => {
      scope.removeAllContentTypeParsers();
      // A type that another site's page cannot send unasked.
      scope.addContentTypeParser(TYPE, (_request, payload, done) => done(null, payload));
      scope.setErrorHandler(tellError);
      scope.post("/import", async (request, reply) => {
        const context = contextOf(request, reply);
        const user = await userOf(context, true);
        const { list, ...query } = parse(importQuery, request.query);
        const role = await roleIn(context.db, user.userId, list);
        const { id: intoId } = allowed(user, role, "editor", "list");
        const inbox = list === undefined ? intoId : "";
        if (busy.has(user.userId)) throw conflict("Another import is under way. Wait until it has ended.");
        busy.add(user.userId);
        const end = () => busy.delete(user.userId);
        try {
          const target = { userId: user.userId, listId: list, inboxId: inbox };
          return await importFile({ context, user, request, reply, end }, { ...query, target });
        } catch (error) {
          end();
          throw error;
        }
      });
      scope.get("/export", async (request, reply) => {
        const context = contextOf(request, reply);
        const user = await userOf(context, false);
        const { format } = parse(exportQuery, request.query);
        const now = context.now();
        const entry = { kind: "exported", ...doneBy(user), about: { format } } as const;
        await record(sqlOf(context.db), context.source, entry);
        const { type, extension, text } = exported(context, user, format, now);
        return reply
          .header("content-type", type)
          .header("cache-control", "no-store")
          .header(
            "content-disposition",
            `attachment; filename="codex-${now.toISOString().slice(0, 10)}.${extension}"`,
          )
          .send(Readable.from(text));
      });
    },
    { prefix: "/api" },
  );
}

interface Call {
  readonly context: Context;
  readonly user: User;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  /** Lets the user's next import begin. */
  readonly end: () => void;
}

interface Asked extends Omit<z.output<typeof importQuery>, "list"> {
  readonly target: Omit<Target, "batch">;
}

async function importFile(call: Call, { format, zone, dry, target }: Asked): Promise<FastifyReply> {
  const { context, request, reply } = call;
  if (!(request.body instanceof Readable))
    throw new TRPCError({ code: "UNSUPPORTED_MEDIA_TYPE", message: `Send the file as ${TYPE}.` });
  const upload = await receive(request.body);
  try {
    const circumstances = { zone, today: dayAt(context.now().getTime(), zone) };
    const entries = () => readEntries(format, upload.text(), circumstances);
    const outline = await outlineOf(entries(), { withLists: target.listId === undefined });
    const batch = batchOf(upload.hash, format, target.listId ?? target.userId);
    const report = { batch, ...outline.report };
    reply.header("cache-control", "no-store");
    if (dry === "1") {
      await upload.remove();
      call.end();
      return reply.send(report);
    }
    const told = { format, batch, todos: outline.report.todos };
    await record(sqlOf(context.db), context.source, { kind: "imported", ...doneBy(call.user), about: told });
    const plan = new Plan({ ...target, batch }, outline);
    const lines = writeAll({ ...context, user: call.user }, plan, entries);
    const answer = Readable.from(answering(call, batch, { kind: "report", report }, lines));
    // Also if whoever asked is gone before the first line.
    answer.once("close", () => {
      call.end();
      upload.remove().catch((error: unknown) => context.log.warn({ err: error }, "A file was left behind"));
    });
    return reply.type("application/x-ndjson").send(answer);
  } catch (error) {
    await upload.remove();
    throw error;
  }
}

/** Each line as it comes. What fails on the way stands in the last line: the status has been sent by then. */
async function* answering(
  { context }: Call,
  batch: string,
  first: ImportLine,
  lines: AsyncIterable<ImportLine>,
): AsyncGenerator<string> {
  const written = (line: ImportLine) => `${JSON.stringify(line)}\n`;
  try {
    yield written(first);
    for await (const line of lines) yield written(line);
  } catch (error) {
    const told = withCode(getTRPCErrorFromUnknown(error));
    if (told.code === "INTERNAL_SERVER_ERROR") context.log.error({ err: error }, "The import failed");
    const { message } = errorShape(told);
    yield written({ kind: "failed", batch, code: told.code, message });
  }
}

async function userOf(context: Context, writes: boolean): Promise<User> {
  const user = await context.identify();
  if (user.kind === "nobody") throw notSignedIn(user, context.policy);
  if (writes && user.kind === "program" && user.scope === "read")
    throw forbidden("This token may only read. Make one with the scope read-write to change things.");
  return user;
}

function parse<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  throw new TRPCError({ code: "BAD_REQUEST", cause: result.error });
}

/** What is wrong with a file is told in a way that a page can put into its own words. */
function tellError(
  error: Parameters<typeof handleError>[0],
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  if (error instanceof UnreadableFile) {
    const { code, line = null, message } = error;
    const status = code === "tooLarge" ? "PAYLOAD_TOO_LARGE" : "BAD_REQUEST";
    const shape = errorShape(new TRPCError({ code: status, message }));
    const data = { ...shape.data, file: { code, line } };
    return reply
      .code(shape.data.httpStatus)
      .header("cache-control", "no-store")
      .send({ error: { ...shape, data } });
  }
  if (!(error instanceof TRPCError) && error.statusCode === 415)
    return handleError(
      new TRPCError({ code: "UNSUPPORTED_MEDIA_TYPE", message: `Send the file as ${TYPE}.` }),
      request,
      reply,
    );
  return handleError(error, request, reply);
}
