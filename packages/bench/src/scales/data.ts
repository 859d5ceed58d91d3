import { createHmac } from "node:crypto";
import { newUser } from "@codex/api/new-user";
import { newSecret } from "@codex/api/secrets";
import { newId } from "@codex/core/id";
import { createDb } from "@codex/db";
import { createTestDatabase, testServerUrl } from "@codex/db/testing";
import pg from "pg";
import { z } from "zod";
import { Contender, kindOf, SECRET } from "./contenders.js";
import { fill } from "./fill.js";
import type { Subject } from "./scenarios.js";

/** How many todos of how many users. */
export interface Size {
  readonly todos: number;
  readonly users: number;
}

/** A database for Codex, and the same without its log for all others. */
export interface Data {
  readonly size: Size;
  readonly subject: Subject;
  readonly urls: { readonly logged: string; readonly bare: string };
  /** Milliseconds that filling it took. */
  readonly filledIn: number;
  drop(): Promise<void>;
}

/** What the measured user has, whatever the size: an Inbox, a long list, and fifty lists. */
const INBOX = 1_000;
const DEEP = 10_000;
const SPREAD = { lists: 50, todos: 20 };
/** Members of the shared list besides; each may have fifty streams. */
const PEOPLE = 20;

export const SMALLEST = INBOX + DEEP + SPREAD.lists * SPREAD.todos;

/** Makes both databases. The measured user is made through Codex, the rest with SQL. */
export async function makeData(size: Size): Promise<Data> {
  const begun = performance.now();
  const database = await createTestDatabase(testServerUrl());
  const account = await signUp(database.url);
  const people = await makePeople(database.url, account);
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const { inbox, deep, spread } = account;
  const mine = [
    { listId: inbox, todos: INBOX },
    { listId: deep, todos: DEEP },
    ...spread.map((listId) => ({ listId, todos: SPREAD.todos })),
  ];
  await fill(client, mine, { users: size.users - 1, todos: size.todos - SMALLEST });
  const subject = { ...account, people, ...(await chosen(client, account)) };
  await client.end();
  const bare = await copyWithoutLog(database.url);
  return {
    size,
    subject,
    urls: { logged: database.url, bare },
    filledIn: performance.now() - begun,
    drop: async () => {
      await onServer(`drop database if exists ${nameOf(bare)} with (force)`);
      await database.drop();
    },
  };
}

type Account = Pick<Subject, "cookie" | "inbox" | "deep" | "shared" | "spread">;

/** An account, with its lists, as a browser would make them. */
async function signUp(url: string): Promise<Account> {
  const codex = await Contender.start(kindOf("codex"), url);
  const ask = async (path: string, body: object, cookie = "") => {
    const answer = await fetch(`http://127.0.0.1:${codex.port}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", cookie },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
    return answer;
  };
  const credentials = { email: "anna@example.org", password: "correct horse battery staple", name: "Anna" };
  const signedUp = await ask("/api/auth/sign-up/email", credentials);
  const [cookie = ""] = (signedUp.headers.getSetCookie()[0] ?? "").split(";");
  const create = async (name: string) =>
    made.parse(await (await ask("/trpc/list.create", { name }, cookie)).json()).result.data.id;
  const spread: string[] = [];
  for (let index = 0; index < SPREAD.lists; index++) spread.push(await create(`List ${index}`));
  const [deep, shared] = [await create("Long"), await create("Shared")];
  const first = await ask("/trpc/todo.create", { text: "The first" }, cookie);
  const inbox = firstTodo.parse(await first.json()).result.data.listId;
  await codex.stop();
  return { cookie, inbox, deep, shared, spread };
}

const result = <Data extends z.ZodType>(data: Data) => z.object({ result: z.object({ data }) });
const made = result(z.object({ id: z.uuid() }));
const firstTodo = result(z.object({ listId: z.uuid() }));

/** Users with a session each who are members of the shared list; their cookies. */
async function makePeople(url: string, { shared, cookie }: Account): Promise<string[]> {
  const db = createDb(url);
  const name = cookie.slice(0, cookie.indexOf("="));
  const cookies: string[] = [];
  for (let index = 0; index < PEOPLE; index++) {
    const [userId, token] = [newId(), newSecret()];
    await db.user.create({ data: newUser({ id: userId, name: "a", email: `${userId}@example.org` }) });
    await db.member.create({ data: { listId: shared, userId, role: "editor" } });
    await db.session.create({
      data: { id: newId(), userId, token, expiresAt: new Date(Date.now() + 86_400_000) },
    });
    const signature = createHmac("sha256", SECRET).update(token).digest("base64");
    cookies.push(`${name}=${encodeURIComponent(`${token}.${signature}`)}`);
  }
  await db.$disconnect();
  return cookies;
}

/** The todos that scenarios name. */
async function chosen(
  client: pg.Client,
  { inbox, deep, spread }: Account,
): Promise<Pick<Subject, "ten" | "toggled" | "deepPlace">> {
  const inOrder = (lists: readonly string[], offset: number, limit: number) =>
    client
      .query<{ id: string; created_at: Date }>(
        "select id, created_at from todo where list_id = any($1::uuid[]) order by created_at, id offset $2 limit $3",
        [lists, offset, limit],
      )
      .then(({ rows }) => rows);
  const ten = (await inOrder([inbox], 500, 10)).map(({ id }) => id);
  // By time, and all lists were filled at the same pace: each list in turn.
  const toggled = (await inOrder(spread, 0, INBOX)).map(({ id }) => id);
  const [place] = await inOrder([deep], DEEP - 101, 1);
  if (!place) throw new Error("The long list is not there.");
  return { ten, toggled, deepPlace: { at: place.created_at.toISOString(), id: place.id } };
}

/** The same data once more, where the table of todos is a table and nothing else: no triggers that number and record. */
async function copyWithoutLog(url: string): Promise<string> {
  const bare = new URL(url);
  bare.pathname = `${bare.pathname}_bare`;
  await onServer(`create database ${nameOf(bare.href)} template ${nameOf(url)} strategy file_copy`);
  const client = new pg.Client({ connectionString: bare.href });
  await client.connect();
  await client.query("drop trigger codex_track on todo");
  await client.query("drop trigger codex_tracked on todo");
  await client.end();
  return bare.href;
}

const nameOf = (url: string) => new URL(url).pathname.slice(1);

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: testServerUrl() });
  await client.connect();
  await client.query(statement);
  await client.end();
}
