import { client } from "../client.js";
import { reasonOf } from "../failure.js";
import { trpc } from "../trpc.js";
import { toast } from "../ui/toast.js";
import { accountWords } from "../words/account-words.js";

/** Where the user is signed in, each to be ended. */
export function SessionsSection() {
  const words = accountWords().sessions;
  const { data, error } = trpc.account.sessions.useQuery();
  const { account } = trpc.useUtils();
  const end = async (work: () => Promise<unknown>) => {
    try {
      await work();
    } catch (cause) {
      toast(reasonOf(cause));
    }
    await account.sessions.invalidate();
  };
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
                onClick={() => void end(() => client.account.revokeSession.mutate({ sessionId: id }))}
              >
                {words.signOut}
              </button>
            )}
          </li>
        ))}
      </ul>
      {data && data.length > 1 && (
        <div>
          <button
            type="button"
            className="button"
            onClick={() => void end(() => client.account.revokeOtherSessions.mutate())}
          >
            {words.signOutElsewhere}
          </button>
        </div>
      )}
    </section>
  );
}
