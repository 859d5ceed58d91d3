import { useState } from "react";
import { Link, navigate, Redirect } from "../router.js";
import { trpc, withQueries } from "../trpc.js";
import { toast } from "../ui/toast.js";
import { accountWords } from "../words/account-words.js";
import { AuthForm, AuthPage } from "./auth-page.js";
import { CREDENTIAL_FIELDS, CredentialsFields, Mailed, useCredentials } from "./credentials-fields.js";
import { useMe, useSession } from "./session-context.js";
import { useForm } from "./use-form.js";

/** A guest sets e-mail and password; everything stays where it is. */
export const ClaimPage = withQueries(function ClaimPage() {
  const words = accountWords().claim;
  const me = useMe();
  const session = useSession();
  const { client } = trpc.useUtils();
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
    toast(words.done);
  });
  if (me?.user && !me.user.isGuest) return <Redirect to="/account" />;
  return (
    <AuthPage title={words.title} intro={words.intro}>
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
        {words.elseAfter}
      </p>
    </AuthPage>
  );
});
