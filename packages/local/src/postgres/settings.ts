import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import getPort from "get-port";
import { z } from "zod";

const settingsSchema = z.object({ port: z.number(), password: z.string() });

/** What has to be known to find the local PostgreSQL again. */
export type Settings = z.infer<typeof settingsSchema>;

/** PostgreSQL's usual port, left to Compose and to whatever else runs on the machine. */
const USUAL_PORT = 5432;

const file = (dir: string) => join(dir, "settings.json");

export function readSettings(dir: string): Settings | undefined {
  return existsSync(file(dir))
    ? settingsSchema.parse(JSON.parse(readFileSync(file(dir), "utf8")))
    : undefined;
}

/** New settings with a port that is free now. */
export async function newSettings(): Promise<Settings> {
  return { port: await freePort(), password: randomBytes(18).toString("base64url") };
}

/** @returns the file written */
export function writeSettings(dir: string, settings: Settings): string {
  writeFileSync(file(dir), JSON.stringify(settings), { mode: 0o600 });
  return file(dir);
}

/** The remembered port, if nobody has taken it meanwhile. */
export function freePort(preferred?: number): Promise<number> {
  return getPort({
    host: "127.0.0.1",
    exclude: [USUAL_PORT],
    ...(preferred === undefined ? {} : { port: preferred }),
  });
}

export function urlOf({ port, password }: Settings, database: string): string {
  return `postgresql://codex:${password}@127.0.0.1:${port}/${database}`;
}
