import { useState } from "react";
import { Link } from "wouter";
import { AuthForm, AuthPage } from "./auth-page.js";
import { authRequest } from "./auth-request.js";
import { EmailField, NewPasswordField } from "./fields.js";
import { useMe } from "./session-context.js";
import { useForm } from "./use-form.js";
import { useSecret } from "./use-secret.js";

/** Asks for an e-mail with a link, where the server sends any. */
export function ForgotPasswordPage() {
  const me = useMe();
  const [email, setEmail] = useState("");
  const [mailed, setMailed] = useState(false);
  const form = useForm(["email"], async () => {
    await authRequest("request-password-reset", { email });
    setMailed(true);
  });
  if (me && !me.mail) {
    return (
      <AuthPage title="Forgot the password">
        <p className="auth-intro">
          This server sends no e-mail. Whoever runs it can make you a link with{" "}
          <code>pnpm codex user reset YOUR-ADDRESS</code>.
        </p>
      </AuthPage>
    );
  }
  return (
    <AuthPage title="Forgot the password" intro="You get an e-mail with a link to set another.">
      {mailed ? (
        <p className="form-done" role="status">
          If {email.trim()} has an account, an e-mail is on its way there.
        </p>
      ) : (
        <AuthForm submit="Send the link" {...form}>
          <EmailField value={email} onValue={setEmail} problem={form.problemOf("email")} autoFocus />
        </AuthForm>
      )}
    </AuthPage>
  );
}

/** Where the link of an e-mail, or of whoever runs the server, leads. */
export function ResetPasswordPage() {
  const token = useSecret();
  const [newPassword, setNewPassword] = useState("");
  const [done, setDone] = useState(false);
  const form = useForm(["newPassword"], async () => {
    await authRequest("reset-password", { token, newPassword });
    setDone(true);
  });
  if (done) {
    return (
      <AuthPage title="The new password is set" intro="Everywhere you were signed in you are now signed out.">
        <Link href="/sign-in">Sign in</Link>
      </AuthPage>
    );
  }
  return (
    <AuthPage title="Set a new password">
      <AuthForm submit="Set the password" {...form}>
        <NewPasswordField
          label="New password"
          value={newPassword}
          onValue={setNewPassword}
          problem={form.problemOf("newPassword")}
          autoFocus
        />
      </AuthForm>
    </AuthPage>
  );
}
