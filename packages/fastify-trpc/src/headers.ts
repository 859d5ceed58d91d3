import type { FastifyReply } from "fastify";

/** What `responseMeta` may give. */
export type GivenHeaders = Headers | Readonly<Record<string, string | string[] | undefined>>;

const NAME = /^[a-z][a-z-]*$/i;
const VALUE = /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/;

/** The headers of an answer: what `Headers` would make of them, without one where it is sure to be the same. */
export class AnswerHeaders {
  #plain: Record<string, string> = { vary: "trpc-accept, accept" };
  #real: Headers | undefined;

  set(name: string, value: string): void {
    if (this.#real !== undefined) this.#real.set(name, value);
    else this.#plain[name] = value;
  }

  setIfNone(name: string, value: string): void {
    if (this.#real !== undefined ? !this.#real.has(name) : this.#plain[name] === undefined)
      this.set(name, value);
  }

  /** Adds what `responseMeta` gave, as tRPC does. */
  take(given: GivenHeaders): void {
    if (this.#real === undefined && !(given instanceof Headers) && Object.entries(given).every(isPlain)) {
      for (const [name, value] of Object.entries(given))
        if (typeof value === "string") this.#plain[name.toLowerCase()] = value;
      return;
    }
    this.#real ??= new Headers(this.#plain);
    if (given instanceof Headers) for (const [name, value] of given) this.#real.append(name, value);
    else for (const [name, value] of Object.entries(given)) this.#takeOne(this.#real, name, value);
  }

  #takeOne(real: Headers, name: string, value: string | string[] | undefined): void {
    if (Array.isArray(value)) for (const one of value) real.append(name, one);
    else if (typeof value === "string") real.set(name, value);
  }

  /** Whether they say how long the answer is, which Fastify says of a string, too. */
  frames(): boolean {
    return this.#real?.has("transfer-encoding") || this.#real?.has("trailer") || false;
  }

  /** As Fastify does with those of a `Response`. */
  putOn(reply: FastifyReply): void {
    if (this.#real !== undefined) for (const [name, value] of this.#real) reply.header(name, value);
    else for (const name in this.#plain) reply.header(name, this.#plain[name]);
  }

  toHeaders(): Headers {
    return this.#real ?? new Headers(this.#plain);
  }
}

function isPlain([name, value]: [string, string | string[] | undefined]): boolean {
  if (value === undefined) return true;
  return (
    typeof value === "string" && NAME.test(name) && VALUE.test(value) && !FRAMING.has(name.toLowerCase())
  );
}

const FRAMING = new Set(["transfer-encoding", "trailer"]);
