import { z } from "zod";
import { storableText } from "./input.js";
import { SEARCH_LIMITS } from "./limits.js";
import { inListSchema } from "./todo.js";

/** The input of `todo.search`: words, in one list or, left out, in all that the user can see. */
export const todoSearchInputSchema = inListSchema.extend({
  /** Every word has to be there, or one that is much like it; case and accents do not count. */
  q: storableText(SEARCH_LIMITS.queryLength),
  limit: z.int().min(1).max(SEARCH_LIMITS.pageSize.max).default(SEARCH_LIMITS.pageSize.default),
  /** The `nextCursor` of the page before. */
  cursor: z.string().max(200).optional(),
  /** What @trpc/react-query's `useInfiniteQuery` adds to every call; pages only go forward. */
  direction: z.literal("forward").optional(),
});
export type TodoSearchInput = z.output<typeof todoSearchInputSchema>;
