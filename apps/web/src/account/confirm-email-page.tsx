import { useState } from "react";
import { Link } from "../router.js";
import { trpc, withQueries } from "../trpc.js";
import { accountWords } from "../words/account-words.js";
import { AuthForm, AuthPage } from "./auth-page.js";
import { useSession } from "./session-context.js";
import { useForm } from "./use-form.js";
import { useSecret } from "./use-secret.js";

/**
 * Where the link of an e-mail leads that confirms an address. It takes a press of a button: programs that look at
 * links before people do would else use it up.
 */
export const ConfirmEmailPage = withQueries(function ConfirmEmailPage() {
  const words = accountWords().confirm;
  const token = useSecret();
  const session = useSession();
  const { mutateAsync: confirmEmail } = trpc.account.confirmEmail.useMutation();
  const [confirmed, setConfirmed] = useState(false);
  const form = useForm([], async () => {
    await confirmEmail({ token });
    setConfirmed(true);
    await session.refresh();
  });
  if (confirmed) {
    return (
      <AuthPage title={words.done} intro={words.doneMore}>
        <p role="status">
          <Link href="/">{words.toTodos}</Link>
        </p>
      </AuthPage>
    );
  }
  return (
    <AuthPage title={words.title}>
      <AuthForm submit={words.submit} {...form}>
        <p className="auth-intro">{words.intro}</p>
      </AuthForm>
    </AuthPage>
  );
});
