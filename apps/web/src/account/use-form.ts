import type { AppRouter } from "@codex/client/link";
import { TRPCClientError } from "@trpc/client";
import { type FormEvent, useState } from "react";
import { codeOf } from "../failure.js";
import { accountWords } from "../words/account-words.js";
import { AuthError, type Issue } from "./auth-request.js";
import { accountReasonOf } from "./reason.js";
import { useSession } from "./session-context.js";

/** What a form is up to. */
export interface FormState {
  readonly busy: boolean;
  /** What is wrong, where it is about no field in particular. */
  readonly problem: string | undefined;
  /** What is wrong with a field, in a sentence. */
  readonly problemOf: (field: string) => string | undefined;
  readonly onSubmit: (event: FormEvent) => void;
}

/**
 * Sends a form, and sorts what the server has against it by field.
 *
 * @param fields - the fields that can show what is wrong with them
 */
export function useForm(fields: readonly string[], send: () => Promise<void>): FormState {
  const session = useSession();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const issues = issuesOf(error).filter(({ path }) => fields.includes(path));
  return {
    busy,
    problem: error !== undefined && issues.length === 0 ? accountReasonOf(error) : undefined,
    problemOf: (field) => {
      const issue = issues.find(({ path }) => path === field);
      const said = accountWords();
      return issue && said.refused(issue.message, said.field(issue.message));
    },
    onSubmit: async (event) => {
      event.preventDefault();
      setBusy(true);
      setError(undefined);
      try {
        await send();
      } catch (cause) {
        setError(cause);
        // The session may have ended: the server is asked.
        if (codeOf(cause) === "UNAUTHORIZED") void session.refresh().catch(() => {});
      } finally {
        setBusy(false);
      }
    },
  };
}

function issuesOf(error: unknown): readonly Issue[] {
  if (error instanceof AuthError) return error.issues;
  return isRefusal(error) ? (error.data?.issues ?? []) : [];
}

function isRefusal(error: unknown): error is TRPCClientError<AppRouter> {
  return error instanceof TRPCClientError;
}
