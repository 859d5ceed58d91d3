/** Where no mail goes: the addresses of those who have none. */
const NO_MAIL = "@codex.invalid";

/** An address for a user who has none; every user needs a different one. */
export function noEmail(id: string): string {
  return `${id}${NO_MAIL}`;
}

/** A user's address as others may see it: null if it is none that mail reaches. */
export function realEmail(email: string): string | null {
  return email.endsWith(NO_MAIL) ? null : email;
}
