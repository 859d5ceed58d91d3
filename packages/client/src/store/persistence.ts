import type { Overwritten, SyncRow } from "@codex/core/sync";
import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB, type StoreNames } from "idb";
import type { Given } from "./predict.js";

/** A command that the server has not counted in yet, or that it refused. */
export interface KeptCommand {
  readonly given: Given;
  readonly writer: string | undefined;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Why the server refused it. */
  readonly refused?: { readonly code: string; readonly message: string };
  /** Its place among all that were kept here, by whichever store: it has none before it is kept. */
  readonly order?: number;
}

/** What a log gained between two of its numbers. */
export interface KeptRows {
  readonly log: string;
  /** The number from which on these are all changes; undefined if they are everything there is. */
  readonly from: number | undefined;
  readonly rev: number;
  readonly rows: readonly SyncRow[];
  /** The texts that were replaced between the two. */
  readonly overwritten: readonly Overwritten[];
}

/** Everything that was kept. */
export interface Kept {
  readonly userId: string | undefined;
  readonly logs: readonly Pick<KeptRows, "log" | "rev" | "rows">[];
  /** In the order in which they were given. */
  readonly commands: readonly KeptCommand[];
  /** Until they are dropped. */
  readonly overwritten: readonly Overwritten[];
}

/** Keeps what a store holds for when it is made again. Several stores of one user may share it. */
export interface Persistence {
  load(): Promise<Kept>;
  commands(): Promise<readonly KeptCommand[]>;
  /**
   * Keeps one, or that it was refused; one that has a place already, and is not there, was dropped by another store.
   *
   * @returns its place: of two commands the one that was kept later has the higher number, whatever the clock says
   */
  putCommand(command: KeptCommand): Promise<number>;
  dropCommands(commandIds: readonly string[]): Promise<void>;
  putRows(rows: KeptRows): Promise<void>;
  dropOverwritten(notices: readonly Overwritten[]): Promise<void>;
  /** Forgets all logs but these. */
  only(logs: ReadonlySet<string>, userId: string): Promise<void>;
  clear(): Promise<void>;
}

interface Schema extends DBSchema {
  logs: { key: string; value: { log: string; rev: number } };
  /** By log, table and id. */
  rows: { key: [string, string, string]; value: { log: string; table: string; id: string; row: SyncRow } };
  /** By their order, which never begins anew. */
  commands: {
    key: number;
    value: KeptCommand & { commandId: string };
    indexes: { commandId: string };
  };
  user: { key: "id"; value: string };
  /** By list and number. */
  overwritten: { key: [string, number]; value: Overwritten };
}

/** To be raised when what is kept changes its shape. */
const VERSION = 3;

const ALL = ["logs", "rows", "commands", "user", "overwritten"] as const;

/** Keeps everything in the browser's IndexedDB. Each call rejects where the browser has none, or it is full. */
export function indexedDbPersistence(name: string): Persistence {
  let opening: Promise<IDBPDatabase<Schema>> | undefined;
  const open = async () => {
    opening ??= openDB<Schema>(name, VERSION, {
      upgrade: (db, from, _to, transaction) => {
        upgrade(db, from, transaction).catch(() => transaction.abort());
      },
      // A later release in another tab is not to wait for this one.
      blocking: (_current, _blocked, event) => {
        if (event.target instanceof IDBDatabase) event.target.close();
      },
    });
    return opening;
  };
  return {
    load: async () => load(await open()),
    commands: async () => (await open()).getAll("commands"),
    putCommand: async (command) => putCommand(await open(), command),
    dropCommands: async (commandIds) => dropCommands(await open(), commandIds),
    putRows: async (rows) => putRows(await open(), rows),
    dropOverwritten: async (notices) => {
      const transaction = (await open()).transaction("overwritten", "readwrite");
      const dropped = notices.map(({ listId, rev }) => transaction.store.delete([listId, rev]));
      transaction.commit();
      await Promise.all([...dropped, transaction.done]);
    },
    only: async (logs, userId) => only(await open(), logs, userId),
    clear: async () => {
      const transaction = (await open()).transaction(ALL, "readwrite");
      await Promise.all([...ALL.map((store) => transaction.objectStore(store).clear()), transaction.done]);
    },
  };
}

async function load(db: IDBPDatabase<Schema>): Promise<Kept> {
  const transaction = db.transaction(ALL, "readonly");
  const [userId, logs, rows, commands, overwritten] = await Promise.all([
    transaction.objectStore("user").get("id"),
    transaction.objectStore("logs").getAll(),
    transaction.objectStore("rows").getAll(),
    transaction.objectStore("commands").getAll(),
    transaction.objectStore("overwritten").getAll(),
  ]);
  const ofLog = new Map(logs.map(({ log }): [string, SyncRow[]] => [log, []]));
  for (const { log, row } of rows) ofLog.get(log)?.push(row);
  return {
    userId,
    logs: logs.map(({ log, rev }) => ({ log, rev, rows: ofLog.get(log) ?? [] })),
    commands,
    overwritten,
  };
}

/** Brings what an earlier release kept to this one's shape. */
async function upgrade(
  db: IDBPDatabase<Schema>,
  from: number,
  transaction: IDBPTransaction<Schema, StoreNames<Schema>[], "versionchange">,
): Promise<void> {
  if (from < 1) {
    db.createObjectStore("logs", { keyPath: "log" });
    db.createObjectStore("rows", { keyPath: ["log", "table", "id"] });
    db.createObjectStore("user");
  }
  if (from < 2) db.createObjectStore("overwritten", { keyPath: ["listId", "rev"] });
  // Before, they had no order but the clock's.
  const commands = from < 1 ? [] : await transaction.objectStore("commands").getAll();
  if (from >= 1) db.deleteObjectStore("commands");
  const store = db.createObjectStore("commands", { keyPath: "order", autoIncrement: true });
  store.createIndex("commandId", "commandId", { unique: true });
  const inOrder = commands.toSorted((a, b) => a.at - b.at || (a.commandId < b.commandId ? -1 : 1));
  await Promise.all(inOrder.map((command) => store.add(command)));
}

async function putCommand(db: IDBPDatabase<Schema>, command: KeptCommand): Promise<number> {
  const { commandId } = command.given.command;
  const transaction = db.transaction("commands", "readwrite");
  const { store, done } = transaction;
  if (command.refused) {
    // The first place is 1.
    const order = await store.index("commandId").getKey(commandId);
    if (!order && command.order) return command.order;
    const kept = order ? { ...command, commandId, order } : { ...command, commandId };
    const [place] = await Promise.all([store.put(kept), done]);
    return place;
  }
  const added = store.add({ ...command, commandId });
  // All is asked for now: a page that goes away in this moment does not get to see an answer.
  transaction.commit();
  const [place] = await Promise.all([added, done]);
  return place;
}

async function dropCommands(db: IDBPDatabase<Schema>, commandIds: readonly string[]): Promise<void> {
  const { store, done } = db.transaction("commands", "readwrite");
  const keys = await Promise.all(commandIds.map((id) => store.index("commandId").getKey(id)));
  await Promise.all([...keys.map((key) => key !== undefined && store.delete(key)), done]);
}

async function putRows(db: IDBPDatabase<Schema>, gained: KeptRows): Promise<void> {
  const { log, from, rev, rows, overwritten } = gained;
  const transaction = db.transaction(["logs", "rows", "overwritten"], "readwrite");
  const logs = transaction.objectStore("logs");
  const kept = transaction.objectStore("rows");
  const known = (await logs.get(log))?.rev;
  // Another store may have kept more already; and what does not follow on what is kept is read anew one day.
  const isAhead = from !== undefined && known !== undefined && known >= rev;
  const isGap = from !== undefined && (known === undefined || known < from);
  if (!isAhead) {
    const notices = transaction.objectStore("overwritten");
    const writes: Promise<unknown>[] = overwritten.map((notice) => notices.put(notice));
    if (isGap || from === undefined) writes.push(kept.delete(ofLog(log)));
    if (isGap) writes.push(logs.delete(log));
    else {
      for (const row of rows) {
        const { table, id } = row;
        writes.push(row.row === null ? kept.delete([log, table, id]) : kept.put({ log, table, id, row }));
      }
      writes.push(logs.put({ log, rev }));
    }
    transaction.commit();
    await Promise.all(writes);
  }
  await transaction.done;
}

async function only(db: IDBPDatabase<Schema>, logs: ReadonlySet<string>, userId: string): Promise<void> {
  const transaction = db.transaction(["logs", "rows", "user", "overwritten"], "readwrite");
  const known = await transaction.objectStore("logs").getAllKeys();
  const gone = known.filter((log) => !logs.has(log));
  await Promise.all([
    transaction.objectStore("user").put(userId, "id"),
    ...gone.flatMap((log) => [
      transaction.objectStore("logs").delete(log),
      transaction.objectStore("rows").delete(ofLog(log)),
      transaction.objectStore("overwritten").delete(ofLog(log)),
    ]),
    transaction.done,
  ]);
}

/** All keys of a log's rows: an array sorts after every string. */
function ofLog(log: string): IDBKeyRange {
  return IDBKeyRange.bound([log], [log, []]);
}
