/** What is said in the dialog of settings. */
export const settings = {
  look: "Appearance",
  looks: { system: "Like the device", light: "Light", dark: "Dark" },
  language: "Language",
  likeBrowser: "Like the browser",
  shortcuts: "Shortcuts of a single key (N, F, /, B)",
  transfer: "Import and export…",
  quickAdd: "Understand dates, labels and lists while writing",
  needsHttps: "To be installed, and to open offline, Codex needs https.",
};

export type SettingsWords = typeof settings;
