/** The names that the server gives. A page may show its own words for them, as nobody has chosen them. */
export const GIVEN_NAMES = { inbox: "Inbox", guest: "Guest" } as const;
