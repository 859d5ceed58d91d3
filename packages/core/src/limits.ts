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

/** What a list may hold. */
export const LIST_LIMITS = {
  /** Characters (Unicode code points) of `name`. */
  nameLength: 100,
  /** Lists a person may own, deleted ones included. */
  owned: 500,
  /** Members of a list. */
  members: 100,
  /** Invites of a list that can still be used. */
  invites: 50,
  /** Todos that one `todo.move` may name. */
  moved: 500,
  /** Days for which a deleted list can be restored. */
  restorableDays: 30,
} as const;

/** What an invite may be. */
export const INVITE_LIMITS = {
  /** Days until it expires, unless another time is given. */
  defaultDays: 7,
  /** The furthest that it may expire from now, in days. */
  maxDays: 365,
  /** How often it can be used, at most and unless told. */
  uses: { max: 100, default: 10 },
} as const;

/** What an account may be. */
export const ACCOUNT_LIMITS = {
  /** Characters of a name. */
  nameLength: 80,
  /** Characters of an e-mail address. */
  emailLength: 254,
  /** Characters of a password. */
  passwordLength: { min: 10, max: 200 },
  /** Tokens of one account. */
  tokens: 50,
} as const;
