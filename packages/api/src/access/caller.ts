/** Who asks. */
export type Caller = Nobody | User;

/** Has shown nothing, or something that is not valid (any more). */
export interface Nobody {
  readonly kind: "nobody";
  readonly showed: "nothing" | "session" | "token";
}

export type User = Owner | Person | Program;

/** Whoever reaches a server with `ACCESS=single`. */
export interface Owner {
  readonly kind: "owner";
  readonly userId: string;
}

/** A browser that is signed in, as a guest or to an account. */
export interface Person {
  readonly kind: "person";
  readonly userId: string;
  readonly sessionId: string;
  readonly isGuest: boolean;
}

/** A program with a token. */
export interface Program {
  readonly kind: "program";
  readonly userId: string;
  readonly tokenId: string;
  readonly scope: "read" | "read-write";
  /** The lists it is limited to; null for all. */
  readonly listIds: readonly string[] | null;
}

/** Whether the caller's credentials reach a list at all; its role there is another question. */
export function reaches(user: User, listId: string): boolean {
  return user.kind !== "program" || user.listIds === null || user.listIds.includes(listId);
}
