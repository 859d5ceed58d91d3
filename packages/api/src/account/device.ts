import Bowser from "bowser";

/** A browser's own description of itself, in words for people: "Firefox on Linux". */
export function deviceOf(userAgent: string | null): string {
  if (!userAgent) return "Unknown device";
  const { browser, os } = Bowser.parse(userAgent);
  if (!browser.name) return userAgent.slice(0, 40);
  return os.name ? `${browser.name} on ${os.name}` : browser.name;
}
