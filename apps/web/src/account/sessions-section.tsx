import { reasonOf } from "../failure.js";
import { trpc } from "../trpc.js";
import { toast } from "../ui/toast.js";
import { accountWords } from "../words/account-words.js";

/** Where the user is signed in, each to be ended. */
export function SessionsSection() {
  const words = accountWords().sessions;
  const { data, error } = trpc.account.sessions.useQuery();
  const { account } = trpc.useUtils();
  const ending = {
    onError: (cause: unknown) => toast(reasonOf(cause)),
    onSettled: () => account.sessions.invalidate(),
  };
  const revoke = trpc.account.revokeSession.useMutation(ending);
  const revokeOthers = trpc.account.revokeOtherSessions.useMutation(ending);
  return (
    <section className="account-section" aria-labelledby="sessions-title">
      <h2 id="sessions-title">{words.title}</h2>
      {error && <p role="alert">{reasonOf(error)}</p>}
      <ul className="account-rows">
        {data?.map(({ id, device, isCurrent, lastUsedAt }) => (
          <li key={id}>
            <span>
              {words.device(device)}
              <small>{isCurrent ? words.here : words.lastUsed(lastUsedAt)}</small>
            </span>
            {!isCurrent && (
              <button
                type="button"
                className="button"
                aria-label={words.signOutOf(words.device(device))}
                onClick={() => revoke.mutate({ sessionId: id })}
              >
                {words.signOut}
              </button>
            )}
          </li>
        ))}
      </ul>
      {data && data.length > 1 && (
        <div>
          <button type="button" className="button" onClick={() => revokeOthers.mutate()}>
            {words.signOutElsewhere}
          </button>
        </div>
      )}
    </section>
  );
}
