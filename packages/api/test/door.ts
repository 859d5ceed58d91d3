import type { NewCommand } from "@codex/core/command";
import { newId } from "@codex/core/id";
import type { PushResult } from "@codex/core/sync";
import type { TestServer } from "./server.js";
import type { Shown } from "./world.js";

/** Pushes commands as they go over the wire; each is made new unless it has its id. */
export async function push(
  { url }: Pick<TestServer, "url">,
  commands: readonly (NewCommand & { readonly commandId?: string })[],
  shown: Shown = {},
): Promise<PushResult[]> {
  const answer = await fetch(`${url}/trpc/sync.push`, {
    method: "POST",
    headers: { ...shown, "content-type": "application/json" },
    body: JSON.stringify({ commands: commands.map((command) => ({ commandId: newId(), ...command })) }),
  });
  const body: Answer = JSON.parse(await answer.text());
  if (!answer.ok) throw new Error(JSON.stringify(body));
  return body.result.data.results;
}

interface Answer {
  readonly result: { readonly data: { readonly results: PushResult[] } };
}

/** Pushes one command that has to be accepted. @returns its id */
export async function done(
  server: Pick<TestServer, "url">,
  command: NewCommand,
  shown: Shown = {},
): Promise<string> {
  const [result] = await push(server, [command], shown);
  if (result?.status !== "accepted")
    throw new Error(`${command.kind} was refused: ${JSON.stringify(result)}`);
  return result.commandId;
}

/** The numbers of a log that no change and no departure has: there should be none. */
export async function missingNumbers({ db }: TestServer, log: string): Promise<number[]> {
  const rows = await db.$queryRaw<{ wanted: bigint }[]>`
    select wanted from generate_series(1, (select head from log where id = ${log}::uuid)) as wanted
    where not exists (select from change where log_id = ${log}::uuid and rev = wanted)
      and not exists (select from gone where log_id = ${log}::uuid and rev = wanted)`;
  return rows.map(({ wanted }) => Number(wanted));
}
