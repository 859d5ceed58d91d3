import type { Store } from "@codex/client/store";
import { nameOf } from "../account/name-of.js";
import { useMe, useSession } from "../account/session-context.js";
import { useSecret } from "../account/use-secret.js";
import { codeOf, reasonOf } from "../failure.js";
import { Link, navigate } from "../router.js";
import { useStore } from "../sync/store-context.js";
import { trpc, withQueries } from "../trpc.js";
import { EmptyState } from "../ui/empty-state.js";
import { useDocumentTitle } from "../ui/use-document-title.js";
import { sharingWords } from "../words/sharing-words.js";
import { words } from "../words/words.js";

/** What a link offers, and a button that takes it. */
export const InvitePage = withQueries(function InvitePage() {
  const said = sharingWords().offer;
  useDocumentTitle(said.title);
  const secret = useSecret();
  const me = useMe();
  const session = useSession();
  const store = useStore();
  const { data: offer, error } = trpc.list.offer.useQuery(
    { secret },
    { enabled: secret !== "", retry: false },
  );
  const joining = trpc.list.acceptInvite.useMutation({
    // A visitor joins as a guest.
    onMutate: () => session.ready(undefined),
    onSuccess: async ({ id }) => {
      await whenThere(store, id);
      navigate(`/list/${id}`, { replace: true });
    },
  });

  if (secret === "" || codeOf(error) === "NOT_FOUND") return <Ended />;
  if (error) {
    return (
      <EmptyState as="h1" picture="torn" title={said.notRead}>
        <p>{reasonOf(error)}</p>
      </EmptyState>
    );
  }
  if (!offer || !me) return null;
  const canJoin = me.user !== null || me.guests;
  return (
    <EmptyState as="h1" picture="blank" title={said.join(offer.listName)}>
      <p>{said[offer.role](nameOf(offer.ownerName))}</p>
      {joining.error && (
        <p className="form-problem" role="alert">
          {reasonOf(joining.error)}
        </p>
      )}
      {canJoin && (
        <button
          type="button"
          className="button button-primary"
          disabled={joining.isPending}
          onClick={() => joining.mutate({ secret })}
        >
          {said.submit}
        </button>
      )}
      {(!me.user || me.user.isGuest) && (
        <p>
          {canJoin ? said.haveAccount : said.needAccount}
          <Link href={`/sign-in?to=invite#${secret}`}>
            {canJoin ? said.haveAccountLink : said.needAccountLink}
          </Link>
          {!canJoin && me.signUp !== "closed" && (
            <>
              {said.or}
              <Link href={`/sign-up?to=invite#${secret}`}>{said.signUp}</Link>
            </>
          )}
          {canJoin && said.haveAccountAfter}
        </p>
      )}
    </EmptyState>
  );
});

function Ended() {
  const said = sharingWords().offer;
  return (
    <EmptyState as="h1" picture="torn" title={said.ended}>
      <p>{said.endedMore}</p>
      <Link href="/" className="button button-primary">
        {words.frame.toTodos}
      </Link>
    </EmptyState>
  );
}

/** Milliseconds to wait at most until a list that was joined is here. */
const THERE_WITHIN_MS = 5_000;

/** Resolves once a list has come, or takes long: its page would say that there is none. */
async function whenThere(store: Store, listId: string): Promise<void> {
  await new Promise<void>((resolve) => {
    const look = () => {
      if (!store.get().rows.list(listId)) return;
      clearTimeout(timer);
      stop();
      resolve();
    };
    const timer = setTimeout(resolve, THERE_WITHIN_MS);
    const stop = store.subscribe(look);
    look();
  });
}
