import { useState } from "react";
import { Link, Redirect, useLocation } from "wouter";
import { client } from "../client.js";
import { toast } from "../ui/toast.js";
import { AuthForm, AuthPage } from "./auth-page.js";
import { CREDENTIAL_FIELDS, CredentialsFields, Mailed, useCredentials } from "./credentials-fields.js";
import { useMe, useSession } from "./session-context.js";
import { useForm } from "./use-form.js";

/** A guest sets e-mail and password; everything stays where it is. */
export function ClaimPage() {
  const me = useMe();
  const session = useSession();
  const [, navigate] = useLocation();
  const { email, values, fields } = useCredentials();
  const [mailed, setMailed] = useState(false);
  const form = useForm(CREDENTIAL_FIELDS, async () => {
    await session.ready(undefined);
    const { outcome } = await client.account.claim.mutate(values);
    await session.refresh();
    if (outcome === "mailed") {
      setMailed(true);
      return;
    }
    navigate("/");
    toast("This list is yours now. Sign in with your e-mail address wherever you want it.");
  });
  if (me?.user && !me.user.isGuest) return <Redirect to="/account" />;
  return (
    <AuthPage
      title="Claim this list"
      intro="With e-mail and password you can sign in on any device, and nothing depends on this browser."
    >
      {mailed ? (
        <Mailed email={email} />
      ) : (
        <AuthForm submit="Claim" {...form}>
          <CredentialsFields fields={fields} problemOf={form.problemOf} />
        </AuthForm>
      )}
      <p className="auth-else">
        Have an account? <Link href="/sign-in">Sign in</Link>: what you have written here comes along.
      </p>
    </AuthPage>
  );
}
