import { lazy } from "react";
import { InvitePage } from "./list/invite-page.js";
import { Part } from "./release/part.js";
import type { Place } from "./todo/filter.js";
import { TodoPage } from "./todo/todo-page.js";
import { NotFound } from "./ui/not-found.js";

// What few visits need is loaded when it is asked for.
const AccountPage = lazy(async () => ({ default: (await import("./account/account-page.js")).AccountPage }));
const ClaimPage = lazy(async () => ({ default: (await import("./account/claim-page.js")).ClaimPage }));
const ConfirmEmailPage = lazy(async () => ({
  default: (await import("./account/confirm-email-page.js")).ConfirmEmailPage,
}));
const ForgotPasswordPage = lazy(async () => ({
  default: (await import("./account/password-pages.js")).ForgotPasswordPage,
}));
const ResetPasswordPage = lazy(async () => ({
  default: (await import("./account/password-pages.js")).ResetPasswordPage,
}));
const SignInPage = lazy(async () => ({ default: (await import("./account/sign-in-page.js")).SignInPage }));
const SignUpPage = lazy(async () => ({ default: (await import("./account/sign-up-page.js")).SignUpPage }));

interface PageProps {
  readonly path: string;
  /** The list and filter that the address stands for, if it does. */
  readonly place: Place | undefined;
}

/** Which view an address shows. */
export function Page({ path, place }: PageProps) {
  if (place) return <TodoPage key={place.listId ?? "inbox"} place={place} />;
  return <Part key={path}>{otherPage(path)}</Part>;
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
