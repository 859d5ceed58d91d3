import { useState } from "react";
import { Link } from "../router.js";
import { accountWords } from "../words/account-words.js";
import { AuthForm, AuthPage } from "./auth-page.js";
import { authRequest } from "./auth-request.js";
import { CREDENTIAL_FIELDS, CredentialsFields, Mailed, useCredentials } from "./credentials-fields.js";
import { useMe } from "./session-context.js";
import { useForm } from "./use-form.js";
import { useSecret } from "./use-secret.js";
import { useSignedIn } from "./use-sign-in.js";

export function SignUpPage() {
  const words = accountWords().signUp;
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
      <AuthPage title={words.title}>
        <p className="auth-intro">{me.signUp === "closed" ? words.closed : words.byInvite}</p>
      </AuthPage>
    );
  }
  return (
    <AuthPage title={words.title}>
      {mailed ? (
        <Mailed email={email} />
      ) : (
        <AuthForm submit={words.submit} {...form}>
          <CredentialsFields fields={fields} problemOf={form.problemOf} />
        </AuthForm>
      )}
      <p className="auth-else">
        {words.elseBefore}
        <Link href="/sign-in">{words.elseLink}</Link>
      </p>
    </AuthPage>
  );
}
