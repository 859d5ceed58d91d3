import { chmodSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";

/**
 * A way to start a program whose threads get a processor as soon as they want one. The server, its database and what
 * presses the keys share this machine with the browser, where a person's are elsewhere: without it frames are late that
 * no page could have shown in time.
 *
 * @param program - the path of what is to be started
 * @returns the path of a script that starts it; of the program itself where the system does not allow it
 */
export async function firstInLine(program: string): Promise<string> {
  const { failed } = await execa("chrt", ["--rr", "1", "true"], { reject: false });
  if (failed) {
    console.log("Not allowed to put the browser before other programs: it waits for them.");
    return program;
  }
  const script = join(mkdtempSync(join(tmpdir(), "codex-bench-")), "first-in-line");
  writeFileSync(script, `#!/bin/sh\nexec chrt --rr 1 '${program}' "$@"\n`);
  chmodSync(script, 0o755);
  return script;
}
