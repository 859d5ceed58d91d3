import { Agent, type IncomingHttpHeaders, request } from "node:http";

/** Milliseconds after which what is not answered has failed. */
const PATIENCE_MS = 60_000;

/** What is asked; with a body it is a POST. */
export interface Asked {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: object | undefined;
}

/** An answer of the status 200. */
export interface Answer {
  readonly text: string;
  readonly headers: IncomingHttpHeaders;
}

/** Asks over connections that are kept. */
export class Asker {
  readonly #agent: Agent;

  /** @param connections - at most, all together */
  constructor(
    private readonly url: string,
    connections: number,
  ) {
    this.#agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  /** @throws Error if the answer is anything but 200, or none comes */
  ask({ path, headers, body }: Asked): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const options = {
        agent: this.#agent,
        method: body === undefined ? "GET" : "POST",
        headers: { "content-type": "application/json", ...headers },
      };
      const asking = request(`${this.url}${path}`, options, (answer) => {
        let text = "";
        answer.setEncoding("utf8");
        answer.on("data", (chunk: string) => {
          text += chunk;
        });
        answer.on("error", reject);
        answer.on("end", () => {
          if (answer.statusCode === 200) resolve({ text, headers: answer.headers });
          else reject(new Error(`${path}: ${answer.statusCode} ${text.slice(0, 200)}`));
        });
      });
      asking.setTimeout(PATIENCE_MS, () => asking.destroy(new Error(`${path}: no answer`)));
      asking.on("error", reject);
      asking.end(body === undefined ? undefined : JSON.stringify(body));
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}
