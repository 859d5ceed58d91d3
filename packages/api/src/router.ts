import { accountRouter } from "./account/router.js";
import { listRouter } from "./list/router.js";
import { todoRouter } from "./todo/router.js";
import { tokenRouter } from "./token/router.js";
import { router } from "./trpc/procedures.js";

/** Everything that clients can call. */
export const appRouter = router({
  todo: todoRouter,
  list: listRouter,
  account: accountRouter,
  token: tokenRouter,
});

/** The type that clients infer inputs and outputs from. */
export type AppRouter = typeof appRouter;
