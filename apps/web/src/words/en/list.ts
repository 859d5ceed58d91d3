import { number } from "../format.js";

/** What is said about lists at first sight. */
export const list = {
  inbox: "Inbox",
  /** Whoever has no account yet, and no name. */
  guest: "Guest",
  new: "New list",
  trash: "Trash",
  shared: (members: number) => `shared by ${number(members)} people, `,
  toDo: "to do",
  /** Stands for an author who is no member any more. */
  someoneWhoLeft: "someone who left",

  said: {
    added: (name: string) => `List ${name} added`,
  },
};
