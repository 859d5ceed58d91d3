import type { List } from "@codex/core/list";
import type { TestServer } from "./server.js";
import { typeOf } from "./world.js";

export interface Answer {
  readonly status: number;
  /** tRPC's code, or `ok`. */
  readonly code: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every kind
  readonly data: any;
  readonly message: string;
  readonly headers: Headers;
}

/** A browser, as far as the server can tell: it keeps cookies and sends them back. */
export class Visitor {
  readonly cookies = new Map<string, string>();

  constructor(
    private readonly server: TestServer,
    private readonly headers: Record<string, string> = {},
  ) {}

  /** Asks one of the endpoints under /api/auth. */
  auth(endpoint: string, body: object = {}, headers: Record<string, string> = {}): Promise<Answer> {
    return this.#send(`/api/auth/${endpoint}`, body, headers);
  }

  /** Calls a procedure. */
  call(path: string, input?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    if (typeOf(path) !== "query") return this.#send(`/trpc/${path}`, input ?? {}, headers);
    const query = input === undefined ? "" : `?input=${encodeURIComponent(JSON.stringify(input))}`;
    return this.#send(`/trpc/${path}${query}`, undefined, headers);
  }

  /** The texts of a list, the Inbox unless named. */
  async texts(listId?: string): Promise<string[]> {
    const { data } = await this.call("todo.list", listId === undefined ? {} : { listId });
    return data.items.map(({ text }: { text: string }) => text);
  }

  async lists(): Promise<List[]> {
    return (await this.call("list.all")).data;
  }

  async asGuest(): Promise<this> {
    await this.auth("sign-in/anonymous");
    return this;
  }

  async #send(path: string, body: unknown, headers: Record<string, string>): Promise<Answer> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await fetch(this.server.url + path, {
      method: body === undefined ? "GET" : "POST",
      headers: {
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...(cookie === "" ? {} : { cookie }),
        ...this.headers,
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    for (const set of answer.headers.getSetCookie()) this.#keep(set);
    const parsed = JSON.parse(await answer.text());
    return {
      status: answer.status,
      code: answer.ok ? "ok" : parsed.error.data.code,
      data: parsed.result?.data ?? parsed,
      message: parsed.error?.message ?? "",
      headers: answer.headers,
    };
  }

  #keep(set: string): void {
    const [pair = "", ...attributes] = set.split("; ");
    const [name = "", value = ""] = pair.split("=");
    if (attributes.includes("Max-Age=0")) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}
