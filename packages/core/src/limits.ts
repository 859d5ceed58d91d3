/** What one request may hold. The server refuses more; the client's batching stays below. */
export const REQUEST_LIMITS = {
  /** Bytes of a request body. */
  bodyBytes: 1024 * 1024,
  /** Procedure calls in one batch. */
  batchCalls: 50,
  /** Characters of a URL: what fits the 8 KiB line that proxies commonly read. */
  urlLength: 7_000,
} as const;

/** What a todo may hold. */
export const TODO_LIMITS = {
  /** Characters (Unicode code points) of `text`. */
  textLength: 2_000,
  /** Most and usual number of todos on a page of `todo.list`. */
  pageSize: { max: 200, default: 50 },
} as const;
