/** What is said around everything else. */
export const frame = {
  lists: "Lists",
  close: "Close",
  cancel: "Cancel",
  dismiss: "Dismiss",
  message: "Message",
  show: "Show",
  hide: "Hide",
  tryAgain: "Try again",
  copy: "Copy",
  copied: "Copied",
  notFound: "This page is not there",
  notFoundMore: "The address may be mistyped.",
  toTodos: "Go to your todos",
  partMissing: "This part of the page could not be loaded.",

  failure: {
    database: "The database cannot be reached at the moment.",
    tooMany: "Too many requests at once. Try again in a moment.",
    server: "The server cannot be reached.",
    other: "Something went wrong.",
    /** What the server says itself, in a sentence; other languages have their own words for each code. */
    refused: (_code: string | undefined, message: string) => message,
    field: (message: string) => `This ${message}.`,
  },

  settings: {
    open: "Settings",
    look: "Appearance",
    looks: { system: "Like the device", light: "Light", dark: "Dark" },
    language: "Language",
    likeBrowser: "Like the browser",
  },
};
