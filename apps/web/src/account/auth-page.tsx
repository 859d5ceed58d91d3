import type { FormEvent, ReactNode } from "react";
import { useDocumentTitle } from "../ui/use-document-title.js";
import { accountWords } from "../words/account-words.js";
import "./auth-page.css";

interface AuthPageProps {
  readonly title: string;
  readonly intro?: ReactNode;
  readonly children: ReactNode;
}

/** A sheet of its own for signing in and the like. */
export function AuthPage({ title, intro, children }: AuthPageProps) {
  useDocumentTitle(title);
  return (
    <div className="auth-page">
      <h1>{title}</h1>
      {intro && <p className="auth-intro">{intro}</p>}
      {children}
    </div>
  );
}

interface AuthFormProps {
  readonly submit: string;
  readonly busy: boolean;
  readonly problem: string | undefined;
  readonly onSubmit: (event: FormEvent) => void;
  readonly children: ReactNode;
}

/** Fields, what is wrong with them as a whole, and the button that sends them. */
export function AuthForm({ submit, busy, problem, onSubmit, children }: AuthFormProps) {
  return (
    <form className="form" onSubmit={onSubmit} noValidate>
      {problem !== undefined && (
        <p className="form-problem" role="alert">
          {problem}
        </p>
      )}
      {children}
      <div className="form-actions">
        <button type="submit" className="button button-primary" disabled={busy} aria-busy={busy}>
          {busy ? accountWords().moment : submit}
        </button>
      </div>
    </form>
  );
}
