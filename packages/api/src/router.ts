import { todoRouter } from "./todo/router.js";
import { router } from "./trpc/procedures.js";

/** Everything that clients can call. */
export const appRouter = router({ todo: todoRouter });

/** The type that clients infer inputs and outputs from. */
export type AppRouter = typeof appRouter;
