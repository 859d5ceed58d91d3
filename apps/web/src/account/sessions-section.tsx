import { client } from "../client.js";
import { reasonOf } from "../failure.js";
import { trpc } from "../trpc.js";
import { toast } from "../ui/toast.js";

/** Where the user is signed in, each to be ended. */
export function SessionsSection() {
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
      <h2 id="sessions-title">Where you are signed in</h2>
      {error && <p role="alert">{reasonOf(error)}</p>}
      <ul className="account-rows">
        {data?.map(({ id, device, isCurrent, lastUsedAt }) => (
          <li key={id}>
            <span>
              {device}
              <small>
                {isCurrent ? "This browser" : `Last used ${new Date(lastUsedAt).toLocaleString()}`}
              </small>
            </span>
            {!isCurrent && (
              <button
                type="button"
                className="button"
                aria-label={`Sign out ${device}`}
                onClick={() => void end(() => client.account.revokeSession.mutate({ sessionId: id }))}
              >
                Sign out
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
            Sign out everywhere else
          </button>
        </div>
      )}
    </section>
  );
}
