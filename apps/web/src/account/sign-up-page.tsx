import { useState } from "react";
import { Link } from "wouter";
import { AuthForm, AuthPage } from "./auth-page.js";
import { authRequest } from "./auth-request.js";
import { CREDENTIAL_FIELDS, CredentialsFields, Mailed, useCredentials } from "./credentials-fields.js";
import { useMe } from "./session-context.js";
import { useForm } from "./use-form.js";
import { useSecret } from "./use-secret.js";
import { useSignedIn } from "./use-sign-in.js";

export function SignUpPage() {
  const me = useMe();
  const secret = useSecret();
  const signedIn = useSignedIn();
  const { email, values, fields } = useCredentials();
  const [mailed, setMailed] = useState(false);
  const form = useForm(CREDENTIAL_FIELDS, async () => {
    const outcome = await authRequest("sign-up/email", {
      ...values,
      ...(secret === "" ? {} : { invite: secret }),
    });
    if (outcome === "mailed") setMailed(true);
    else await signedIn(secret);
  });
  if (me?.signUp === "closed" || (me?.signUp === "invite" && secret === "")) {
    return (
      <AuthPage title="Sign up">
        <p className="auth-intro">
          {me.signUp === "closed"
            ? "This server takes no new accounts. Ask whoever runs it for one."
            : "Accounts on this server are made by invitation: open the link that somebody has sent you."}
        </p>
      </AuthPage>
    );
  }
  return (
    <AuthPage title="Sign up">
      {mailed ? (
        <Mailed email={email} />
      ) : (
        <AuthForm submit="Sign up" {...form}>
          <CredentialsFields fields={fields} problemOf={form.problemOf} />
        </AuthForm>
      )}
      <p className="auth-else">
        Have an account? <Link href="/sign-in">Sign in</Link>
      </p>
    </AuthPage>
  );
}
