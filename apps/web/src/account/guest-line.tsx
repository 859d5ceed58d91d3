import { Link } from "wouter";
import { useMe } from "./session-context.js";

/** Tells a guest what their todos hang on. */
export function GuestLine() {
  const me = useMe();
  if (!me?.user?.isGuest) return null;
  return (
    <p className="guest-line">
      This list lives in this browser until you <Link href="/claim">claim it with e-mail and password</Link>.
    </p>
  );
}
