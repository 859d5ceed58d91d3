import { readFileSync } from "node:fs";
import { z } from "zod";

const manifest = readFileSync(new URL("../package.json", import.meta.url), "utf8");

/** The release that this is, such as 0.1.0. */
export const { version: RELEASE } = z.object({ version: z.string() }).parse(JSON.parse(manifest));
