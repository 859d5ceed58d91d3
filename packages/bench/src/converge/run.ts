import { createStore, type Run, type Store } from "@codex/client/store";
import type { Command } from "@codex/core/command";
import { createTestDatabase } from "@codex/db/testing";
import pg from "pg";
import { type Action, commandFrom } from "./actions.js";
import { differences, type EarlierState, earlierState, predictionsThatFail } from "./checks.js";
import { type FaultyWay, faultyWay } from "./proxy.js";
import { type ServerProcess, startServerProcess } from "./server.js";

/** What a run did, and what was not as it has to be. */
export interface Outcome {
  readonly commands: number;
  readonly accepted: number;
  readonly refused: number;
  readonly repeated: number;
  readonly cuts: number;
  readonly kills: number;
  /** Empty if everything is as it has to be. */
  readonly differences: readonly string[];
}

/** Milliseconds within which everything that was begun has to be over. */
const SETTLED_WITHIN_MS = 120_000;

/** States of logs that are kept, to be compared with what is there at the next check. */
const EARLIER_STATES = 30;

/** Several clients of two server processes on one database. */
export class World {
  readonly #counts = { commands: 0, accepted: 0, refused: 0, repeated: 0, cuts: 0, kills: 0 };
  readonly #acknowledged: string[] = [];
  readonly #earlier: EarlierState[] = [];
  #recent: Command[] = [];
  #restarting: Promise<void> = Promise.resolve();

  private constructor(
    private readonly servers: readonly ServerProcess[],
    private readonly ways: readonly FaultyWay[],
    readonly stores: readonly Store[],
    private readonly sql: pg.Client,
    private readonly drop: () => Promise<void>,
  ) {}

  static async make(serverUrl: string): Promise<World> {
    const database = await createTestDatabase(serverUrl);
    const servers = [await startServerProcess(database.url), await startServerProcess(database.url)];
    const ways = await Promise.all([0, 1, 0].map((index) => faultyWay(servers[index]?.port ?? 0)));
    const stores = ways.map(({ url }) => createStore({ url }));
    const sql = new pg.Client({ connectionString: database.url });
    await sql.connect();
    const world = new World(servers, ways, stores, sql, database.drop);
    await until(() => stores.every((store) => store.get().status === "live"));
    return world;
  }

  /** Does what the actions say, one after the other. */
  async run(
    actions: readonly Action[],
    progress: (counts: Omit<Outcome, "differences">) => void = () => {},
  ): Promise<void> {
    for (const action of actions) {
      await this.#act(action);
      progress(this.#counts);
    }
  }

  /** Waits until all is quiet, and compares everything with everything. */
  async check(): Promise<Outcome> {
    await this.settle();
    const found = await differences(
      this.sql,
      this.stores,
      this.#acknowledged,
      this.#earlier,
      this.#directUrl(),
    );
    const [store] = this.stores;
    const wrong = store ? await predictionsThatFail(store, () => this.settle()) : [];
    return { ...this.#counts, differences: [...found, ...wrong] };
  }

  /** Waits until nothing is on its way, and every client knows of everything. */
  async settle(): Promise<void> {
    await this.#restarting;
    for (const store of this.stores) store.hurry();
    await until(() => this.stores.every((store) => store.get().waiting.length === 0));
    await transactionsEnded(this.sql);
    const heads = await this.sql.query<{ id: string; head: string }>("select id, head from log");
    await until(() =>
      this.stores.every(
        (store) =>
          store.get().status === "live" && heads.rows.every(({ id, head }) => store.isAt(id, Number(head))),
      ),
    );
  }

  async close(): Promise<void> {
    for (const store of this.stores) store.close();
    for (const way of this.ways) await way.close();
    await this.#restarting;
    for (const server of this.servers) await server.stop();
    await this.sql.end();
    await this.drop();
  }

  async #act(action: Action): Promise<void> {
    switch (action.do) {
      case "command":
        this.#command(action);
        return;
      case "repeat":
        await this.#repeat();
        return;
      case "cut":
      case "lose": {
        this.#counts.cuts += 1;
        const way = this.ways[action.client];
        if (action.do === "cut") way?.cut();
        else way?.loseAnswer();
        return;
      }
      case "kill": {
        this.#counts.kills += 1;
        const server = this.servers[action.server];
        await this.#restarting;
        this.#restarting = server?.killAndRestart() ?? Promise.resolve();
        return;
      }
      case "settle":
        await this.settle();
        this.#earlier.push(...(await earlierState(this.#directUrl(), this.sql)));
        this.#earlier.splice(0, Math.max(0, this.#earlier.length - EARLIER_STATES));
    }
  }

  #command({ client, what }: Extract<Action, { do: "command" }>): void {
    const store = this.stores[client];
    const command = store && commandFrom(store, what);
    if (!command) return;
    this.#counts.commands += 1;
    const run: Run = store.run(command);
    const sent = store.get().waiting.filter(({ commandId }) => commandId === run.commandId);
    this.#recent = [...this.#recent.slice(-30), ...sent];
    run.accepted.then(
      () => {
        this.#counts.accepted += 1;
        this.#acknowledged.push(run.commandId);
      },
      () => {
        this.#counts.refused += 1;
      },
    );
  }

  /** Sends commands again that were sent before or are about to be: twice, at once, out of order, to both servers. */
  async #repeat(): Promise<void> {
    const commands = this.#recent.toReversed();
    if (commands.length === 0) return;
    this.#counts.repeated += commands.length;
    await Promise.allSettled(
      this.servers.map(({ port }) =>
        fetch(`http://127.0.0.1:${port}/trpc/sync.push`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ commands }),
        }).then((answer) => answer.text()),
      ),
    );
  }

  #directUrl(): string {
    return `http://127.0.0.1:${this.servers[0]?.port}`;
  }
}

/**
 * Waits until something is so.
 *
 * @param missing - says what it waits for, if it does not come to that
 * @throws Error if it does not come to that in time
 */
export async function until(
  isSo: () => boolean,
  missing: () => string = () => "It did not settle.",
  withinMs = SETTLED_WITHIN_MS,
): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (!isSo()) {
    if (Date.now() > deadline) throw new Error(missing());
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

const RUNNING = `select pid, state, query from pg_stat_activity
  where datname = current_database() and pid <> pg_backend_pid() and xact_start is not null`;

/**
 * Waits until no transaction of others is under way in the database: a server that was killed may have told PostgreSQL
 * to commit before, and that is carried out without it.
 *
 * @throws Error naming those that do not end in time
 */
export async function transactionsEnded(sql: pg.Client, withinMs = SETTLED_WITHIN_MS): Promise<void> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const { rows } = await sql.query<{ pid: number; state: string; query: string }>(RUNNING);
    if (rows.length === 0) return;
    if (Date.now() > deadline) {
      const told = rows.map(({ pid, state, query }) => `${pid} (${state}): ${query}`);
      throw new Error(`Transactions do not end:\n${told.join("\n")}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
