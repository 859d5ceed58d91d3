/**
 * The environment's own AbortSignal: the browser's or Node's. Where neither's types are known, there is
 * none to give.
 */
export type Signal = typeof globalThis extends { AbortSignal: { prototype: infer S } } ? S : never;

/** What the client asks of `fetch`. */
export interface FetchRequest {
  readonly method: string;
  /** Names in lower case. */
  readonly headers: Record<string, string>;
  /** JSON; queries have none. */
  readonly body?: string;
  readonly signal?: Signal;
}

/** What the client reads of an answer. */
export interface FetchAnswer {
  readonly ok: boolean;
  json(): Promise<unknown>;
}

/** The part of the standard `fetch` that the client uses; every `fetch` fits. */
export type Fetch = (url: string, request: FetchRequest) => Promise<FetchAnswer>;

export type RequestHeaders = Readonly<Record<string, string>>;

/** Where the server is and how to reach it. */
export interface ClientOptions {
  /**
   * The server's address, such as `http://localhost:5000`, with or without a slash at the end; `""` in a page
   * that the server itself serves.
   */
  readonly url: string;
  /**
   * Says for whom the program acts, where the server has accounts: made on its account page, or by
   * `pnpm codex token create`. A server with `ACCESS=single` needs none.
   */
  readonly token?: string;
  /** Sent with every request. A function is asked anew for each one, so that it can give a fresh value. */
  readonly headers?: RequestHeaders | (() => RequestHeaders | Promise<RequestHeaders>);
  /** Sends the requests instead of the environment's `fetch`. */
  readonly fetch?: Fetch;
}
