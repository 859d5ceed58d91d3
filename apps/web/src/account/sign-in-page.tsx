import { useState } from "react";
import { Link, useSearch } from "../router.js";
import { accountWords } from "../words/account-words.js";
import { AuthForm, AuthPage } from "./auth-page.js";
import { authRequest } from "./auth-request.js";
import { CurrentPasswordField, EmailField } from "./fields.js";
import { useMe } from "./session-context.js";
import { useForm } from "./use-form.js";
import { useSecret } from "./use-secret.js";
import { useSignedIn } from "./use-sign-in.js";

export function SignInPage() {
  const words = accountWords().signIn;
  const me = useMe();
  const secret = useSecret();
  const search = useSearch();
  const signedIn = useSignedIn();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const form = useForm(["email"], async () => {
    await authRequest("sign-in/email", { email, password });
    await signedIn(secret);
  });
  const isGuest = me?.user?.isGuest ?? false;
  return (
    <AuthPage title={words.title} intro={isGuest && words.introOfGuest}>
      <AuthForm submit={words.submit} {...form}>
        <EmailField value={email} onValue={setEmail} problem={form.problemOf("email")} autoFocus />
        <CurrentPasswordField value={password} onValue={setPassword} />
      </AuthForm>
      <p className="auth-else">
        <Link href="/forgot-password">{words.forgot}</Link>
      </p>
      {me?.signUp !== "closed" && (
        <p className="auth-else">
          {words.elseBefore}
          {isGuest ? (
            <Link href="/claim">{words.elseClaim}</Link>
          ) : (
            <Link href={`/sign-up${search && `?${search}`}${secret && `#${secret}`}`}>
              {words.elseSignUp}
            </Link>
          )}
        </p>
      )}
    </AuthPage>
  );
}
