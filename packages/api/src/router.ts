import { accountRouter } from "./account/router.js";
import { historyRouter } from "./history/router.js";
import { labelRouter } from "./label/router.js";
import { listRouter } from "./list/router.js";
import { syncRouter } from "./sync/router.js";
import { todoRouter } from "./todo/router.js";
import { tokenRouter } from "./token/router.js";
import { trashRouter } from "./trash/router.js";
import { router } from "./trpc/procedures.js";
import { viewRouter } from "./view/router.js";

/** Everything that clients can call. */
export const appRouter = router({
  todo: todoRouter,
  list: listRouter,
  account: accountRouter,
  token: tokenRouter,
  sync: syncRouter,
  history: historyRouter,
  trash: trashRouter,
  label: labelRouter,
  view: viewRouter,
});

/** The type that clients infer inputs and outputs from. */
export type AppRouter = typeof appRouter;
