import { z } from "zod";

const answerSchema = z.object({ outcome: z.enum(["done", "mailed"]) });
const refusalSchema = z.object({
  error: z.object({
    message: z.string(),
    data: z.object({
      code: z.string(),
      issues: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
    }),
  }),
});

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
  if (answer.ok) return answerSchema.parse(content).outcome;
  const { message, data } = refusalSchema.parse(content).error;
  throw new AuthError(message, data.code, data.issues ?? []);
}
