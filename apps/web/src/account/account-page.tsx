import { Link, Redirect } from "../router.js";
import { withQueries } from "../trpc.js";
import { useDocumentTitle } from "../ui/use-document-title.js";
import { accountWords } from "../words/account-words.js";
import { DataSection } from "./data-section.js";
import { EmailSection, NameSection, PasswordSection } from "./profile-sections.js";
import { useMe } from "./session-context.js";
import { SessionsSection } from "./sessions-section.js";
import { SignOutButton } from "./sign-out-button.js";
import { TokensSection } from "./tokens-section.js";
import "./account-page.css";

/** Everything about the user: who they are, where they are signed in, their tokens, their data. */
export const AccountPage = withQueries(function AccountPage() {
  const words = accountWords();
  useDocumentTitle(words.title);
  const me = useMe();
  if (!me) return null;
  if (me.access === "single") return <Redirect to="/" />;
  if (!me.user) return <Redirect to="/sign-in" />;
  const { user } = me;
  return (
    <div className="account-page">
      <header className="page-heading">
        <h1>{words.title}</h1>
        <SignOutButton />
      </header>
      {user.isGuest ? (
        <section className="account-section" aria-labelledby="claim-title">
          <h2 id="claim-title">{words.guest.title}</h2>
          <p>{words.guest.more}</p>
          <div>
            <Link href="/claim" className="button button-primary">
              {words.guest.claim}
            </Link>
          </div>
        </section>
      ) : (
        <>
          <NameSection name={user.name} />
          <EmailSection email={user.email ?? ""} />
          <PasswordSection email={user.email ?? ""} />
        </>
      )}
      <SessionsSection />
      {!user.isGuest && <TokensSection />}
      <DataSection user={user} />
    </div>
  );
});
