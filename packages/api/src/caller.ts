import type { Db } from "@codex/db";
import { identifyOwner } from "./access/owner.js";
import { askAbout, whoIs } from "./access/question.js";
import { createAuth } from "./account/auth.js";
import { authSecret } from "./account/secret.js";
import { OPERATOR } from "./audit/record.js";
import { appRouter } from "./router.js";
import { Hub } from "./sync/hub.js";
import type { Log } from "./trpc/log.js";

/**
 * Calls the procedures from within the process, without HTTP, as the owner of a single server: the same
 * checks, the same writes.
 *
 * @example
 * const codex = await createCaller(db, log);
 * await codex.todo.create({ text: "Water the plants" });
 */
export async function createCaller(db: Db, log: Log): Promise<ReturnType<typeof appRouter.createCaller>> {
  const { caller } = await identifyOwner(db);
  const env = { PUBLIC_URL: undefined, SMTP_URL: undefined, MAIL_FROM: "" };
  const now = () => new Date();
  const hub = new Hub(db, log, now);
  return appRouter.createCaller({
    db,
    log,
    now,
    hub,
    wake: hub.wake,
    cut: () => {},
    policy: { ACCESS: "single", GUESTS: false, SIGNUP: "closed", PUBLIC_URL: undefined },
    auth: createAuth({ db, env, secret: await authSecret(db, { AUTH_SECRET: undefined }), log }),
    limit: () => {},
    observe: () => {},
    address: "here",
    source: OPERATOR,
    identify: async () => caller,
    presume: () => caller.userId,
    ask: async (question) => ({ caller, rows: (await askAbout(db, whoIs(caller), question)).rows }),
  });
}
