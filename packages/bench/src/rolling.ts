// A rolling restart under load: pnpm rolling --help
import { parseArgs } from "node:util";
import { testServerUrl } from "@codex/db/testing";
import { findNginx } from "@codex/e2e/nginx";
import { restartUnderLoad } from "./rolling/run.js";

const { values } = parseArgs({
  options: {
    rate: { type: "string", default: "500" },
    streams: { type: "string", default: "200" },
    people: { type: "string", default: "100" },
    rounds: { type: "string", default: "3" },
    drain: { type: "string", default: "3" },
    help: { type: "boolean", default: false },
  },
});
if (values.help) {
  console.log(`pnpm rolling [--rate 500] [--streams 200] [--people 100] [--rounds 3] [--drain 3]

Two API processes on one PostgreSQL behind nginx, with the frontend image's configuration. Both are told to stop and
started again, one after the other, so many rounds, while requests come at a fixed rate, of which one in ten writes a
todo, and streams are open. No request may fail, and every stream has to show every todo once.`);
  process.exit(0);
}
const nginx = findNginx();
if (nginx === undefined) {
  console.error("There is no nginx on this machine: install it (Debian: apt-get install nginx-light).");
  process.exit(1);
}
const figures = await restartUnderLoad({
  serverUrl: testServerUrl(),
  nginx,
  rate: Number(values.rate),
  streams: Number(values.streams),
  people: Number(values.people),
  rounds: Number(values.rounds),
  drainSeconds: Number(values.drain),
});
const { restarts, seconds, secondsToAnswer, requests, failed, failures, p50, p99 } = figures;
console.log(
  `${restarts} restarts in ${seconds.toFixed(0)} s under ${requests} requests (${(requests / seconds).toFixed(0)}/s ` +
    `asked, ${(requests / secondsToAnswer).toFixed(0)}/s answered, p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms): ${failed} failed`,
);
console.log(
  `${values.streams} streams, opened again ${figures.resumed} times, away for ${figures.longestAway.toFixed(0)} ms at most: ` +
    `of ${figures.events} events ${figures.missed} missed, ${figures.repeated} repeated`,
);
for (const failure of failures) console.error(failure);
process.exit(failed + figures.missed + figures.repeated === 0 ? 0 : 1);
