import { AccountPage } from "./account/account-page.js";
import { ClaimPage } from "./account/claim-page.js";
import { ConfirmEmailPage } from "./account/confirm-email-page.js";
import { ForgotPasswordPage, ResetPasswordPage } from "./account/password-pages.js";
import { SignInPage } from "./account/sign-in-page.js";
import { SignUpPage } from "./account/sign-up-page.js";
import { InvitePage } from "./list/invite-page.js";
import type { Place } from "./todo/filter.js";
import { TodoPage } from "./todo/todo-page.js";
import { NotFound } from "./ui/not-found.js";

interface PageProps {
  readonly path: string;
  /** The list and filter that the address stands for, if it does. */
  readonly place: Place | undefined;
}

/** Which view an address shows. */
export function Page({ path, place }: PageProps) {
  if (place) return <TodoPage key={place.listId ?? "inbox"} place={place} />;
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
