import type { SettingsWords } from "../en/settings.js";

/** What is said in the dialog of settings. */
export const settings: SettingsWords = {
  look: "Aussehen",
  looks: { system: "Wie das Gerät", light: "Hell", dark: "Dunkel" },
  language: "Sprache",
  likeBrowser: "Wie der Browser",
  shortcuts: "Kürzel aus einer einzigen Taste (N, F, /, B)",
  transfer: "Importieren und exportieren …",
  quickAdd: "Daten, Etiketten und Listen beim Schreiben verstehen",
  needsHttps: "Um installiert zu werden und sich offline zu öffnen, braucht Codex https.",
};
