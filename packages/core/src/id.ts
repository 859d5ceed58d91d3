import { v7 } from "uuid";

/**
 * A new id: a UUIDv7, which grows with time, so that new rows stand together in the database's index.
 * Works on pages served over plain http too, where browsers withhold `crypto.randomUUID`.
 */
export function newId(): string {
  return v7();
}
