/** The settings that procedures go by, by their names in the environment. */
export interface Policy {
  readonly ACCESS: "single" | "accounts";
  readonly GUESTS: boolean;
  readonly SIGNUP: "open" | "invite" | "closed";
  readonly PUBLIC_URL?: string | undefined;
}
