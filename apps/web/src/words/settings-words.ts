import { type SettingsWords, settings } from "./en/settings.js";
import { words } from "./words.js";

/** What the settings say, in the language that the page speaks now. Only for parts that are loaded on demand. */
export function settingsWords(): SettingsWords {
  return words.settings ?? settings;
}
