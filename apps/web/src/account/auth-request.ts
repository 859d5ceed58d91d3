import { words } from "../words/words.js";

export type AuthEndpoint =
  | "sign-in/anonymous"
  | "sign-in/email"
  | "sign-up/email"
  | "sign-out"
  | "request-password-reset"
  | "reset-password";

export interface Issue {
  readonly path: string;
  readonly message: string;
}

/** The server's refusal to let somebody in; `message` can be shown. */
export class AuthError extends Error {
  override readonly name = "AuthError";
  constructor(
    message: string,
    readonly code: string,
    readonly issues: readonly Issue[],
  ) {
    super(message);
  }
}

/**
 * Asks the server to sign in or out.
 *
 * @throws AuthError if it refuses, and another error if it cannot be reached
 */
export async function authRequest(endpoint: AuthEndpoint, body: object = {}): Promise<"done" | "mailed"> {
  const answer = await fetch(`/api/auth/${endpoint}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const content: unknown = await answer.json();
  if (answer.ok) return fieldOf(content, "outcome") === "mailed" ? "mailed" : "done";
  throw refusalOf(fieldOf(content, "error"));
}

function refusalOf(error: unknown): AuthError {
  const data = fieldOf(error, "data");
  const issues = fieldOf(data, "issues");
  return new AuthError(
    textOf(fieldOf(error, "message"), words.frame.failure.other),
    textOf(fieldOf(data, "code"), ""),
    (Array.isArray(issues) ? issues : []).map((issue) => ({
      path: textOf(fieldOf(issue, "path"), ""),
      message: textOf(fieldOf(issue, "message"), ""),
    })),
  );
}

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;

const textOf = (value: unknown, otherwise: string) => (typeof value === "string" ? value : otherwise);
