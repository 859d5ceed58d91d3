import type { Fetch, FetchRequest } from "../src/options.js";

interface Sent extends FetchRequest {
  readonly url: string;
  /** How many calls the request carries. */
  readonly calls: number;
}

/** A `fetch` that keeps what it sent. */
export interface Recorder {
  readonly fetch: Fetch;
  readonly sent: Sent[];
}

export function recordRequests(): Recorder {
  const sent: Sent[] = [];
  return {
    sent,
    fetch: (url, request) => {
      sent.push({ ...request, url, calls: new URL(url).pathname.split(",").length });
      return fetch(url, request);
    },
  };
}

/** What `work` was rejected with. */
export async function errorOf(work: Promise<unknown>): Promise<unknown> {
  try {
    await work;
  } catch (error) {
    return error;
  }
  throw new Error("It was not refused.");
}
