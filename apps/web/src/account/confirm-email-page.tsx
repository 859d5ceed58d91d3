import { Link } from "wouter";
import { reasonOf } from "../failure.js";
import { trpc } from "../trpc.js";
import { AuthForm, AuthPage } from "./auth-page.js";
import { useSession } from "./session-context.js";
import { useSecret } from "./use-secret.js";

/**
 * Where the link of an e-mail leads that confirms an address. It takes a press of a button: programs that look at
 * links before people do would else use it up.
 */
export function ConfirmEmailPage() {
  const token = useSecret();
  const session = useSession();
  const { mutate, error, isPending, isSuccess } = trpc.account.confirmEmail.useMutation({
    onSuccess: () => session.refresh(),
  });
  if (isSuccess) {
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
      <AuthForm
        submit="Confirm"
        busy={isPending}
        problem={error ? reasonOf(error) : undefined}
        onSubmit={(event) => {
          event.preventDefault();
          mutate({ token });
        }}
      >
        <p className="auth-intro">One press, and the address from the e-mail is yours here.</p>
      </AuthForm>
    </AuthPage>
  );
}
