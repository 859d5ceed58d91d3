import { createLog } from "@codex/api/log";
import { createOperator, type Operator, OperatorError, type UserDetails } from "@codex/api/operator";
import { createDb } from "@codex/db";
import { deployMigrations } from "@codex/db/migrate";
import type { Command } from "commander";
import { pageUrlFromEnv, UsageError } from "./env.js";
import { say } from "./say.js";
import type { WithDatabase } from "./with-database.js";

const OPEN_IT = "Open this within an hour to set the password:";

/** Adds `user` and `token`: what whoever runs a server does with its users. */
export function addUserCommands(program: Command, withDatabase: WithDatabase): void {
  const withOperator = (base: string, work: (operator: Operator) => Promise<void>) =>
    withDatabase(async (url) => {
      await deployMigrations(url);
      const db = createDb(url);
      try {
        await work(createOperator(db, base, createLog("warn")));
      } finally {
        await db.$disconnect();
      }
    });
  addUser(program, withOperator);
  addToken(program, withOperator);
}

type WithOperator = (base: string, work: (operator: Operator) => Promise<void>) => Promise<void>;
type At = { url: string };

const URL_OPTION = [
  "--url <address>",
  "the address of the page, for the link; PUBLIC_URL unless given",
  pageUrlFromEnv(),
] as const;

function addUser(program: Command, withOperator: WithOperator): void {
  const user = program.command("user").description("the people on a server with accounts");
  user
    .command("list")
    .description("who there is: e-mail, name, how many todos they wrote")
    .action(() =>
      withOperator("http://localhost", async (operator) => {
        for (const { email, name, isGuest, todos } of await operator.users())
          say(`${email ?? (isGuest ? "(guest)" : "(owner of a single server)")}\t${name}\t${todos}`);
      }),
    );
  user
    .command("create <email>")
    .description("make an account, whatever SIGNUP says, and print the link to set its password")
    .option("--name <name>", "what others see; the part before the @ unless given")
    .option(...URL_OPTION)
    .action((email: string, { url, name }: At & { name?: string }) =>
      withOperator(url, async (operator) => say(`${OPEN_IT}\n${await operator.createUser(email, name)}`)),
    );
  user
    .command("claim <email>")
    .description("turn the owner of a single server into an account, with everything kept")
    .option(...URL_OPTION)
    .action((email: string, { url }: At) =>
      withOperator(url, async (operator) => say(`${OPEN_IT}\n${await operator.claimOwner(email)}`)),
    );
  user
    .command("show <email>")
    .description("what there is of a user: sessions, tokens, lists with their members and todos; no texts")
    .action((email: string) =>
      withOperator("http://localhost", async (operator) => tellUser(await operator.showUser(email))),
    );
  user
    .command("sign-out <email>")
    .description("end all sessions of a user; tokens stay (codex token list, codex token revoke)")
    .action((email: string) =>
      withOperator("http://localhost", async (operator) => {
        const count = await operator.signOut(email);
        say(count === 1 ? "1 session is ended." : `${count} sessions are ended.`);
      }),
    );
  user
    .command("delete <email>")
    .description(
      "delete an account with the lists that it alone owns; what it wrote into others' lists stays",
    )
    .option("--yes", "it is meant")
    .option("--hand-over <email>", "who becomes the owner of the shared lists; they must be a member")
    .action((email: string, { yes, handOver }: { yes?: true; handOver?: string }) => {
      if (!yes)
        throw new UsageError(
          `This deletes ${email} and everything that they alone own, for good. Nothing was done; say --yes if it is ` +
            `meant. What they have: codex user show ${email}`,
        );
      return withOperator("http://localhost", async (operator) => {
        await operator.deleteUser(email, handOver).catch(explainHandOver);
        say(`${email} is deleted.`);
      });
    });
  user
    .command("reset <email>")
    .description("print a link to set a new password")
    .option(...URL_OPTION)
    .action((email: string, { url }: At) =>
      withOperator(url, async (operator) => say(`${OPEN_IT}\n${await operator.resetPassword(email)}`)),
    );
}

function explainHandOver(error: unknown): never {
  if (!(error instanceof OperatorError) || !error.message.startsWith("Others would lose")) throw error;
  throw new OperatorError(
    `${error.message.replace(/ Hand over.*/, "")} Nothing was done; say --hand-over EMAIL with a member of them who is to own them.`,
  );
}

const dayOf = (moment: Date) => moment.toISOString().slice(0, 10);

function tellUser({ id, name, email, sessions, tokens, lists, ...user }: UserDetails): void {
  const password = user.hasPassword ? "with a password" : "without a password (codex user reset)";
  say(`${email}\t${name}\t${id}`);
  say(`since ${dayOf(user.createdAt)}, ${password}, address ${user.emailVerified ? "" : "not "}confirmed`);
  for (const { userAgent, updatedAt } of sessions)
    say(`session\t${dayOf(updatedAt)}\t${userAgent ?? "unknown browser"}`);
  for (const { id: tokenId, name: tokenName, lastUsedAt } of tokens)
    say(`token\t${tokenId}\t${tokenName}\t${lastUsedAt ? dayOf(lastUsedAt) : "never used"}`);
  for (const { name: listName, role, members, todos } of lists)
    say(`list\t${role}\t${listName}\t${members} members\t${todos} todos`);
}

function addToken(program: Command, withOperator: WithOperator): void {
  const token = program.command("token").description("what lets programs act for a user");
  token
    .command("create <name>")
    .description("make a token and print it, this once")
    .requiredOption("--user <email>", "for whom the program acts")
    .option("--read-only", "it may only read")
    .option("--list <id...>", "limit it to these lists")
    .option("--days <days>", "end it after so many days")
    .action((name: string, options: { user: string; readOnly?: true; list?: string[]; days?: string }) =>
      withOperator("http://localhost", async (operator) => {
        const { secret } = await operator.createToken(options.user, {
          name,
          scope: options.readOnly ? "read" : "read-write",
          ...(options.list === undefined ? {} : { listIds: options.list }),
          ...(options.days === undefined ? {} : { expiresAt: inDays(options.days) }),
        });
        say(secret);
      }),
    );
  token
    .command("list <email>")
    .description("a user's tokens: id, name, when last used")
    .action((email: string) =>
      withOperator("http://localhost", async (operator) => {
        for (const { id, name, lastUsedAt } of await operator.tokens(email))
          say(`${id}\t${name}\t${lastUsedAt?.toISOString() ?? "never used"}`);
      }),
    );
  token
    .command("revoke <id>")
    .description("end a token at once")
    .action((id: string) =>
      withOperator("http://localhost", async (operator) => {
        await operator.revokeToken(id);
        say("It is revoked.");
      }),
    );
}

/** A moment in ISO 8601; what is no number makes none, and the schema says so. */
function inDays(days: string): string {
  const moment = new Date(Date.now() + Number(days) * 86_400_000);
  return Number.isNaN(moment.getTime()) ? days : moment.toISOString();
}
