import { useState } from "react";
import { Link } from "../router.js";
import { accountWords } from "../words/account-words.js";
import { AuthForm, AuthPage } from "./auth-page.js";
import { authRequest } from "./auth-request.js";
import { EmailField, NewPasswordField } from "./fields.js";
import { useMe } from "./session-context.js";
import { useForm } from "./use-form.js";
import { useSecret } from "./use-secret.js";

/** Asks for an e-mail with a link, where the server sends any. */
export function ForgotPasswordPage() {
  const words = accountWords().forgot;
  const me = useMe();
  const [email, setEmail] = useState("");
  const [mailed, setMailed] = useState(false);
  const form = useForm(["email"], async () => {
    await authRequest("request-password-reset", { email });
    setMailed(true);
  });
  if (me && !me.mail) {
    return (
      <AuthPage title={words.title}>
        <p className="auth-intro">
          {words.noMailBefore}
          <code>{words.noMailCommand}</code>.
        </p>
      </AuthPage>
    );
  }
  return (
    <AuthPage title={words.title} intro={words.intro}>
      {mailed ? (
        <p className="form-done" role="status">
          {words.done(email.trim())}
        </p>
      ) : (
        <AuthForm submit={words.submit} {...form}>
          <EmailField value={email} onValue={setEmail} problem={form.problemOf("email")} autoFocus />
        </AuthForm>
      )}
    </AuthPage>
  );
}

/** Where the link of an e-mail, or of whoever runs the server, leads. */
export function ResetPasswordPage() {
  const words = accountWords().reset;
  const token = useSecret();
  const [newPassword, setNewPassword] = useState("");
  const [done, setDone] = useState(false);
  const form = useForm(["newPassword"], async () => {
    await authRequest("reset-password", { token, newPassword });
    setDone(true);
  });
  if (done) {
    return (
      <AuthPage title={words.done} intro={words.doneMore}>
        <Link href="/sign-in">{words.signIn}</Link>
      </AuthPage>
    );
  }
  return (
    <AuthPage title={words.title}>
      <AuthForm submit={words.submit} {...form}>
        <NewPasswordField
          label={accountWords().fields.newPassword}
          value={newPassword}
          onValue={setNewPassword}
          problem={form.problemOf("newPassword")}
          autoFocus
        />
      </AuthForm>
    </AuthPage>
  );
}
