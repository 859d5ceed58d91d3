import { randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { createGunzip } from "node:zlib";
import { BackupError } from "./format.js";

/** Standard input or output, where a file is asked for. */
export const STANDARD = "-";

/** Takes what is written, piece by piece. */
export type Sink = (piece: Buffer) => Promise<void>;

/** Standard output as one. */
export const toStandardOutput: Sink = (piece) =>
  new Promise((resolve, reject) =>
    process.stdout.write(piece, (error) => (error ? reject(error) : resolve())),
  );

/**
 * Writes a file that is there only when it is whole: under another name until then, and on the disk before it gets its
 * own. What had the name before stays if `write` fails. Only the user who runs this may read it.
 */
export async function writeWhole(path: string, write: (sink: Sink) => Promise<void>): Promise<void> {
  // Nobody else's: of two at the same time both are whole, and the name is that of the one that ends last.
  const part = `${path}.${randomUUID()}.part`;
  const file = await open(part, "wx", 0o600).catch((error: unknown) => {
    throw asBackupError(error, dirname(path), "written to");
  });
  try {
    await write((piece) => file.appendFile(piece));
    await file.sync();
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  } finally {
    await file.close();
  }
  await syncDirectory(dirname(path));
}

/** A name is kept only once its folder is on the disk; not every system lets one ask for that. */
async function syncDirectory(path: string): Promise<void> {
  const folder = await open(path, "r");
  try {
    await folder.sync().catch(() => {});
  } finally {
    await folder.close();
  }
}

/** What a compressed file holds, or standard input for `-`. What is no gzip, or broken, shows when it is read. */
export async function* readCompressed(path: string): AsyncGenerator<Buffer, void> {
  const source: NodeJS.ReadableStream = path === STANDARD ? process.stdin : createReadStream(path);
  const gunzip = createGunzip({ chunkSize: 262_144 });
  source.on("error", (error) => gunzip.destroy(error));
  try {
    yield* source.pipe(gunzip);
  } catch (error) {
    throw asBackupError(error, path);
  } finally {
    gunzip.destroy();
  }
}

function asBackupError(error: unknown, path: string, done = "read"): unknown {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const where = path === STANDARD ? "Standard input" : path;
  if (code === "ENOENT")
    return new BackupError(`There is no ${done === "read" ? "file" : "folder"} ${path}.`);
  if (code === "EISDIR") return new BackupError(`${path} is a folder.`);
  if (code === "EACCES") return new BackupError(`${path} may not be ${done} by this user.`);
  if (code === "Z_BUF_ERROR")
    return new BackupError(
      `${where} ends in the middle: it was cut off, or never finished. Take another one.`,
    );
  if (code === "Z_DATA_ERROR" || code === "Z_STREAM_ERROR")
    return new BackupError(`${where} is no backup that codex made, or it is damaged. Take another one.`);
  return error;
}
