import type { ComponentType } from "react";
import { takeRelease } from "./release/release.js";
import { Link } from "./router.js";
import type { Place } from "./todo/filter.js";
import { TodoPage } from "./todo/todo-page.js";
import { EmptyState } from "./ui/empty-state.js";
import { part } from "./ui/part.js";
import { words } from "./words/words.js";

/** A page that is loaded when its address is opened. */
const page = (load: () => Promise<ComponentType>) => part(load, PageMissing);

function PageMissing() {
  const { missing, missingMore, reload } = words.frame.release;
  return (
    <EmptyState as="h1" picture="blank" title={missing}>
      <p>{missingMore}</p>
      <button type="button" className="button button-primary" onClick={() => void takeRelease()}>
        {reload}
      </button>
      <Link href="/" className="button">
        {words.frame.toTodos}
      </Link>
    </EmptyState>
  );
}

// What few visits need is loaded when it is asked for.
const AccountPage = page(async () => (await import("./account/account-page.js")).AccountPage);
const ClaimPage = page(async () => (await import("./account/claim-page.js")).ClaimPage);
const ConfirmEmailPage = page(async () => (await import("./account/confirm-email-page.js")).ConfirmEmailPage);
const ForgotPasswordPage = page(async () => (await import("./account/password-pages.js")).ForgotPasswordPage);
const InvitePage = page(async () => (await import("./list/invite-page.js")).InvitePage);
const ResetPasswordPage = page(async () => (await import("./account/password-pages.js")).ResetPasswordPage);
const SignInPage = page(async () => (await import("./account/sign-in-page.js")).SignInPage);
const SignUpPage = page(async () => (await import("./account/sign-up-page.js")).SignUpPage);
// Knows too of addresses that nothing stands at.
const ViewPage = page(async () => (await import("./view/view-page.js")).ViewPage);

interface PageProps {
  readonly path: string;
  /** The list and filter that the address stands for, if it does. */
  readonly place: Place | undefined;
}

/** Which view an address shows. */
export function Page({ path, place }: PageProps) {
  if (place) return <TodoPage key={place.listId ?? "inbox"} place={place} />;
  return otherPage(path);
}

function otherPage(path: string) {
  switch (path.replace(/\/$/, "")) {
    case "/invite":
      return <InvitePage />;
    case "/account":
      return <AccountPage />;
    case "/sign-in":
      return <SignInPage />;
    case "/sign-up":
      return <SignUpPage />;
    case "/claim":
      return <ClaimPage />;
    case "/forgot-password":
      return <ForgotPasswordPage />;
    case "/reset-password":
      return <ResetPasswordPage />;
    case "/confirm-email":
      return <ConfirmEmailPage />;
    default:
      return <ViewPage />;
  }
}
