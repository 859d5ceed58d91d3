import { useState } from "react";
import { Link } from "wouter";
import { client } from "../client.js";
import { AuthForm, AuthPage } from "./auth-page.js";
import { useSession } from "./session-context.js";
import { useForm } from "./use-form.js";
import { useSecret } from "./use-secret.js";

/**
 * Where the link of an e-mail leads that confirms an address. It takes a press of a button: programs that look at
 * links before people do would else use it up.
 */
export function ConfirmEmailPage() {
  const token = useSecret();
  const session = useSession();
  const [confirmed, setConfirmed] = useState(false);
  const form = useForm([], async () => {
    await client.account.confirmEmail.mutate({ token });
    setConfirmed(true);
    await session.refresh();
  });
  if (confirmed) {
    return (
      <AuthPage title="The address is confirmed" intro="You can sign in with it now, wherever you like.">
        <p role="status">
          <Link href="/">Go to your todos</Link>
        </p>
      </AuthPage>
    );
  }
  return (
    <AuthPage title="Confirm your address">
      <AuthForm submit="Confirm" {...form}>
        <p className="auth-intro">One press, and the address from the e-mail is yours here.</p>
      </AuthForm>
    </AuthPage>
  );
}
