import { Link } from "../router.js";
import { words } from "../words/words.js";
import { useMe } from "./session-context.js";

/** Tells a guest what their todos hang on. */
export function GuestLine() {
  const me = useMe();
  if (!me?.user?.isGuest) return null;
  return (
    <p className="guest-line">
      {words.frame.guest.before}
      <Link href="/claim">{words.frame.guest.link}</Link>.
    </p>
  );
}
