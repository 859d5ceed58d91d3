// A long run of clients, faults and kills: pnpm soak --help
import { parseArgs } from "node:util";
import { testServerUrl } from "@codex/db/testing";
import fc from "fast-check";
import { actionArbitrary } from "./converge/actions.js";
import { World } from "./converge/run.js";

const { values } = parseArgs({
  options: {
    commands: { type: "string", default: "100000" },
    reconnects: { type: "string", default: "1000" },
    kills: { type: "string", default: "100" },
    minutes: { type: "string", default: "60" },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
    help: { type: "boolean", default: false },
  },
});
if (values.help) {
  console.log(`pnpm soak [--commands 100000] [--reconnects 1000] [--kills 100] [--minutes 60] [--seed N]

Three clients give random commands through two server processes on one database, while connections are cut,
answers are lost, commands are sent twice and out of order, and servers are killed with -9. At the end every
client, the database and the log have to agree. It ends after so many minutes at the latest.`);
  process.exit(0);
}

const wanted = {
  commands: Number(values.commands),
  cuts: Number(values.reconnects),
  kills: Number(values.kills),
};
const seed = Number(values.seed);
const begun = Date.now();
const deadline = begun + Number(values.minutes) * 60_000;
const per = 100 / wanted.commands;
const faults = { cuts: wanted.cuts * per, kills: wanted.kills * per };
/** Commands in one step; all of them are checked at its end. */
const STEP = 2_000;

const world = await World.make(testServerUrl());
console.log(`Seed ${seed}: ${wanted.commands} commands, ${wanted.cuts} reconnects, ${wanted.kills} kills`);
let counts = { commands: 0, accepted: 0, refused: 0, repeated: 0, cuts: 0, kills: 0 };
let differences: readonly string[] = [];
for (
  let step = 0;
  counts.commands < wanted.commands && Date.now() < deadline && differences.length === 0;
  step++
) {
  const actions = fc.sample(actionArbitrary(faults), { seed: seed + step, numRuns: STEP });
  await world.run(actions, (now) => {
    counts = { ...now };
  });
  ({ differences, ...counts } = await world.check());
  const seconds = (Date.now() - begun) / 1_000;
  console.log(
    `${Math.round(seconds)} s: ${counts.commands} commands (${Math.round(counts.commands / seconds)}/s), ` +
      `${counts.accepted} accepted, ${counts.refused} refused, ${counts.repeated} repeated, ` +
      `${counts.cuts} reconnects, ${counts.kills} kills; ${differences.length === 0 ? "all agree" : "DIFFERENCES"}`,
  );
}
await world.close();
for (const difference of differences) console.error(difference);
process.exit(differences.length === 0 ? 0 : 1);
