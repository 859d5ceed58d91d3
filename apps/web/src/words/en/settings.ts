/** What is said in the dialog of settings. */
export const settings = {
  look: "Appearance",
  looks: { system: "Like the device", light: "Light", dark: "Dark" },
  language: "Language",
  likeBrowser: "Like the browser",
  shortcuts: "Shortcuts of a single key (N, F, /, B)",
  transfer: "Import and export…",
};

export type SettingsWords = typeof settings;
