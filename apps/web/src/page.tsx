import type { Place } from "./todo/filter.js";
import { TodoPage } from "./todo/todo-page.js";
import { NotFound } from "./ui/not-found.js";
import { part } from "./ui/part.js";

// What few visits need is loaded when it is asked for.
const AccountPage = part(async () => (await import("./account/account-page.js")).AccountPage);
const ClaimPage = part(async () => (await import("./account/claim-page.js")).ClaimPage);
const ConfirmEmailPage = part(async () => (await import("./account/confirm-email-page.js")).ConfirmEmailPage);
const ForgotPasswordPage = part(async () => (await import("./account/password-pages.js")).ForgotPasswordPage);
const InvitePage = part(async () => (await import("./list/invite-page.js")).InvitePage);
const ResetPasswordPage = part(async () => (await import("./account/password-pages.js")).ResetPasswordPage);
const SignInPage = part(async () => (await import("./account/sign-in-page.js")).SignInPage);
const SignUpPage = part(async () => (await import("./account/sign-up-page.js")).SignUpPage);

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
      return <NotFound />;
  }
}
