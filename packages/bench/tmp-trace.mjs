import { CHROMIUM_ARGS, findChromium } from "@codex/e2e/chromium";
import { runCodex } from "@codex/e2e/server";
import { chromium } from "@playwright/test";
import { todoActions, emptyPageActions } from "./dist/page/actions.js";
import { record } from "./dist/page/measure.js";
import { inputsOf } from "./dist/page/trace.js";
import { fillList } from "./dist/page/todos.js";
import { serveComparisons } from "./dist/page/site.js";
const want = process.argv[2] ?? "toggle";
const browser = await chromium.launch({ executablePath: await findChromium(), args: CHROMIUM_ARGS });
const codex = await runCodex({ RATE_USER: "off" });
const page = await browser.newPage();
let action;
if (want === "empty") { const site = await serveComparisons(); await page.goto(`${site.url}empty.html`); action = emptyPageActions(page).click; }
else { await fillList(codex, page); action = todoActions(page).find(({names}) => names.includes(want)); }
const CATS = ["devtools.timeline","disabled-by-default-devtools.timeline","disabled-by-default-devtools.timeline.frame","toplevel","cc","viz","blink","benchmark","input","disabled-by-default-cc.debug.scheduler","graphics.pipeline","gpu","loading"];
await record(browser, { page, action }, 20, []);
const events = await record(browser, { page, action }, 20, CATS);
const ins = inputsOf(events, action.input).filter((_, i) => i % action.names.length === action.names.indexOf(want === "empty" ? action.names[0] : want));
const sorted = [...ins].sort((a,b)=> (a.end-a.start)-(b.end-b.start));
console.log("durations", sorted.map(i => (i.end-i.start).toFixed(1)+"/"+(i.committed-i.start).toFixed(1)).join(" "));
const pick = sorted[Math.floor(sorted.length/2)];
const threads = new Map();
for (const e of events) if (e.name === "thread_name") threads.set(e.pid+":"+e.tid, e.args.name);
console.log("input", pick.start, "committed +", (pick.committed-pick.start).toFixed(2), "end +", (pick.end-pick.start).toFixed(2));
const rows = events.filter(e => e.ts/1000 >= pick.start - 1 && e.ts/1000 <= pick.end + 2 && (e.ph === "X" ? e.dur > 150 : e.ph !== "M" && /BeginFrame|Draw|Commit|Activate|Submit|Present|Raster|Swap|Missed/.test(e.name)));
for (const e of rows.sort((a,b)=>a.ts-b.ts)) console.log((e.ts/1000-pick.start).toFixed(2).padStart(7), e.ph, (e.dur/1000).toFixed(2).padStart(6), (e.pid===pick.pid? (e.tid===pick.tid?"MAIN":"r."+(threads.get(e.pid+":"+e.tid)??e.tid)):"p"+e.pid+"."+(threads.get(e.pid+":"+e.tid)??e.tid)).slice(0,28).padEnd(28), e.name, JSON.stringify(e.args).slice(0,90));
await codex.stop(); await browser.close(); process.exit(0);
