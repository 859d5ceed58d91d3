import { z } from "zod";

/** The input of a procedure that takes none: nothing, or an object without fields. */
export const noInputSchema = z.strictObject({}).optional();

/** A moment: ISO 8601, UTC, in milliseconds. */
export const momentSchema = z.iso.datetime({ precision: 3 });

/** A moment to come, as clients give it: ISO 8601 in UTC. */
export const futureSchema = z.iso
  .datetime()
  .refine((moment) => Date.parse(moment) > Date.now(), "must be in the future");
