import { withCode } from "./errors.js";
import { t } from "./init.js";

export const { router } = t;

/** What every procedure is built from. */
export const procedure = t.procedure.use(async ({ next }) => {
  const result = await next();
  if (!result.ok) throw withCode(result.error);
  return result;
});
