import type { Db } from "@codex/db";
import { poolState } from "@codex/db";
import type { TRPC_ERROR_CODE_KEY } from "@trpc/server/rpc";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Hub } from "../sync/hub.js";
import { type DatabaseState, readDatabase } from "./database.js";
import { RELEASE, revisionOf } from "./release.js";

/**
 * Counts one call of a procedure.
 *
 * @param procedure - its path in the router, so that there are only as many as the router has
 * @param began - `performance.now()` when it came
 * @param error - what it was refused with
 */
export type Observe = (procedure: string, began: number, error?: TRPC_ERROR_CODE_KEY) => void;

/** What is measured of a server. */
export interface Metrics {
  readonly contentType: string;
  readonly observe: Observe;
  /** Counts one answer, of whatever kind. `route` is the pattern of the server's own that answered. */
  answered(route: string, status: number): void;
  /** Looks at live streams, too, from now on. */
  watch(hub: Hub): void;
  /** Everything, as Prometheus reads it. */
  text(): Promise<string>;
}

/** Seconds: a read takes less than the first, a large import of one list the last. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Begins to measure: the process at once, the rest as it is told. */
export function createMetrics(db: Db): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  // Read once: while this process runs its files may be replaced by those of the next build.
  new Gauge({
    registers,
    name: "codex_build_info",
    help: "This release, and a hash of what was built.",
    labelNames: ["version", "revision"],
  }).set({ version: RELEASE, revision: revisionOf() }, 1);
  const requests = new Counter({
    registers,
    name: "codex_http_requests_total",
    help: "Answers, by the route that gave them and their status.",
    labelNames: ["route", "status"],
  });
  measurePool(registers, db);
  let hub: Hub | undefined;
  measureDatabase(registers, db, () => hub);
  measureStreams(registers, () => hub);
  return {
    contentType: registry.contentType,
    observe: measureProcedures(registers),
    answered: (route, status) => requests.inc({ route, status }),
    watch: (watched) => {
      hub = watched;
    },
    text: () => registry.metrics(),
  };
}

function measureProcedures(registers: Registry[]): Observe {
  const durations = new Histogram({
    registers,
    name: "codex_procedure_duration_seconds",
    help: "How long calls of procedures took, refused ones too; of a live stream, until it began.",
    labelNames: ["procedure"],
    buckets: BUCKETS,
  });
  const errors = new Counter({
    registers,
    name: "codex_procedure_errors_total",
    help: "Calls of procedures that were refused or failed, by tRPC's code.",
    labelNames: ["procedure", "code"],
  });
  return (procedure, began, error) => {
    durations.observe({ procedure }, (performance.now() - began) / 1_000);
    if (error !== undefined) errors.inc({ procedure, code: error });
  };
}

function measurePool(registers: Registry[], db: Db): void {
  new Gauge({
    registers,
    name: "codex_pool_connections",
    help: "Connections to the database: open ones, those of them that nobody uses, and how many there may be.",
    labelNames: ["state"],
    collect() {
      const { open, idle, most } = poolState(db);
      this.set({ state: "open" }, open);
      this.set({ state: "idle" }, idle);
      this.set({ state: "most" }, most);
    },
  });
  new Gauge({
    registers,
    name: "codex_pool_waiting",
    help: "Statements and transactions that wait for a connection.",
    collect() {
      this.set(poolState(db).waiting);
    },
  });
}

function measureDatabase(registers: Registry[], db: Db, hub: () => Hub | undefined): void {
  let asked: Promise<DatabaseState | undefined> | undefined;
  // All of a scrape's metrics are collected at once: they share what is read for the first.
  const state = () => {
    asked ??= readDatabase(db, hub()?.state().heads ?? new Map()).finally(() => {
      asked = undefined;
    });
    return asked;
  };
  new Gauge({
    registers,
    name: "codex_database_up",
    help: "Whether the database answered this scrape in time.",
    async collect() {
      this.set((await state()) ? 1 : 0);
    },
  });
  // What is not known is left out of the two below: a zero would look well.
  new Gauge({
    registers,
    name: "codex_migrations",
    help: "Migrations of this release that the database has, and has not.",
    labelNames: ["state"],
    async collect() {
      const known = await state();
      this.reset();
      if (!known) return;
      this.set({ state: "applied" }, known.applied);
      this.set({ state: "pending" }, known.pending);
    },
  });
  new Gauge({
    registers,
    name: "codex_log_lag_changes",
    help: "Changes that live streams of this process were not told of yet, in all logs that they follow.",
    async collect() {
      const known = await state();
      if (known) this.set(known.behind);
      else this.remove();
    },
  });
}

function measureStreams(registers: Registry[], hub: () => Hub | undefined): void {
  new Gauge({
    registers,
    name: "codex_streams_open",
    help: "Live streams of this process.",
    collect() {
      this.set(hub()?.state().streams.length ?? 0);
    },
  });
  new Gauge({
    registers,
    name: "codex_stream_waiting_events",
    help: "Events that wait for the slowest reader of a live stream; beyond 256 it is cut.",
    collect() {
      const waiting =
        hub()
          ?.state()
          .streams.map((stream) => stream.waiting) ?? [];
      this.set(Math.max(0, ...waiting));
    },
  });
}
