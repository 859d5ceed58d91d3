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
  /** Characters of `notes`. */
  notesLength: 20_000,
  /** Characters of `due`. */
  dueLength: 90,
  /** Labels of a todo, and characters of one. */
  labels: 20,
  labelLength: 40,
  /** Most and usual number of todos on a page of `todo.list`. */
  pageSize: { max: 200, default: 50 },
  /** Todos that one command may name, and that one may make. */
  commandTodos: 10_000,
  newTodos: 1_000,
  /** Characters of a `rank`, and those after which the list's ranks are made short again. */
  rankLength: 200,
  usualRankLength: 40,
  /** Days for which a deleted todo can be restored. */
  restorableDays: 30,
} as const;

/** What can be searched for. */
export const SEARCH_LIMITS = {
  /** Characters (Unicode code points) of what is searched for, and words of it that are looked at. */
  queryLength: 200,
  words: 10,
  /** Most and usual number of todos on a page of `todo.search`. */
  pageSize: { max: 100, default: 20 },
} as const;

/** What goes over the log. */
export const SYNC_LIMITS = {
  /** Commands in one `sync.push`. */
  commands: 100,
  /** Most and usual number of rows on a page of `sync.since`. */
  pageSize: { max: 2_000, default: 1_000 },
  /** Rows that a live event brings along; for more, the client asks. */
  eventRows: 100,
  /** Most and usual number of entries on a page of `history.list`. */
  historyPage: { max: 200, default: 50 },
  /** Live streams that one user may have open with one process. */
  streams: 50,
  /** Days for which the id of a command is remembered: an older one is not sent by itself. */
  commandDays: 400,
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
  /** Days for which a deleted list can be restored. */
  restorableDays: 30,
} as const;

/** What a person may set up for themselves. */
export const PERSONAL_LIMITS = {
  /** Labels with a colour, and saved views. */
  labels: 200,
  savedViews: 100,
  /** Characters (Unicode code points) of a saved view's name, and of its query. */
  viewNameLength: 60,
  viewQueryLength: 500,
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

/** What an import may be. */
export const TRANSFER_LIMITS = {
  /** Bytes of a file. */
  fileBytes: 64 * 1024 * 1024,
  /** Todos in it. */
  todos: 100_000,
  /** Characters of a line, or of what one todo is written on. */
  lineLength: 64 * 1024,
  /** Todos that a preview shows, and things that it tells one by one. */
  shown: 20,
  told: 200,
  /** Commands that one call of `history.undoBatch` takes back. */
  undoCommands: 20,
} as const;
