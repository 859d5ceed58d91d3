import { TRPCError } from "@trpc/server";
import { z } from "zod";

const positionSchema = z.tuple([z.iso.datetime({ precision: 3 }), z.uuid()]);

/** The place of a todo in an order by time. */
export interface Position {
  readonly at: Date;
  readonly id: string;
}

/** A position as the text that clients hand back unread. */
export function encodeCursor({ at, id }: Position): string {
  return Buffer.from(JSON.stringify([at.toISOString(), id])).toString("base64url");
}

/** @throws TRPCError `BAD_REQUEST` if the text is none that `encodeCursor` makes */
export function decodeCursor(cursor: string): Position {
  try {
    const [at, id] = positionSchema.parse(JSON.parse(Buffer.from(cursor, "base64url").toString()));
    return { at: new Date(at), id };
  } catch {
    throw new TRPCError({
      code: "BAD_REQUEST",
      message: "The cursor is not one that this procedure gave. Ask for the first page again.",
    });
  }
}
