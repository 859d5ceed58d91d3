/** What is said about a text that is there to be copied. */
export const copy = {
  copy: "Copy",
  copied: "Copied.",
  selected: "Selected: copy it with Ctrl+C or ⌘C.",
};

export type CopyWords = typeof copy;
