import { number } from "../format.js";

/** What is said around everything else. */
export const frame = {
  /** What a search engine or a preview says of the page. */
  about: "A todo list you own.",
  lists: "Lists",
  close: "Close",
  cancel: "Cancel",
  dismiss: "Dismiss",
  message: "Message",
  tryAgain: "Try again",
  account: {
    signIn: "Sign in",
    of: (name: string) => `Account of ${name}`,
  },
  guest: {
    before: "This list lives in this browser until you ",
    link: "claim it with e-mail and password",
  },
  nameProblem: {
    empty: "The name must not be empty.",
    nul: "The name must not contain the NUL character.",
    halfPair: "The name must not contain half of a surrogate pair.",
    tooLong: (max: number) => `The name must be at most ${number(max)} characters long.`,
  },
  toTodos: "Go to your todos",
  partMissing: "This part of the page could not be loaded.",

  failure: {
    database: "The database cannot be reached at the moment.",
    tooMany: "Too many requests at once. Try again in a moment.",
    server: "The server cannot be reached.",
    other: "Something went wrong.",
    anotherUser: "These were written before somebody else signed in here.",
    /** What the server says itself, in a sentence; other languages have their own words for each code. */
    refused: (_code: string | undefined, message: string) => message,
  },

  release: {
    label: "About this page",
    ready: "A new version is ready.",
    reload: "Reload",
    missing: "This part could not be loaded",
    missingMore: "The server is out of reach, or has a newer version of this page.",
  },

  settings: "Settings",
};
