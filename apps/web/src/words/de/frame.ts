import { number } from "../format.js";
import type { Words } from "../words.js";

/** For what the server refuses in English words of its own. */
const REFUSED: Readonly<Record<string, string>> = {
  BAD_REQUEST: "Der Server versteht das so nicht.",
  NOT_FOUND: "Das gibt es nicht, oder nicht mehr.",
  CONFLICT: "Das passt nicht zu dem, was inzwischen gilt.",
  FORBIDDEN: "Das ist dir nicht erlaubt.",
  UNAUTHORIZED: "Dafür musst du angemeldet sein.",
  PAYLOAD_TOO_LARGE: "Das ist zu viel auf einmal.",
  INTERNAL_SERVER_ERROR: "Auf dem Server ist etwas schiefgegangen. Die Ursache steht in seinem Protokoll.",
};

/** What is said around everything else. */
export const frame: Words["frame"] = {
  about: "Eine Aufgabenliste, die dir gehört.",
  lists: "Listen",
  close: "Schließen",
  cancel: "Abbrechen",
  dismiss: "Schließen",
  message: "Meldung",
  tryAgain: "Erneut versuchen",
  account: {
    signIn: "Anmelden",
    of: (name) => `Konto von ${name}`,
  },
  guest: {
    before: "Diese Liste gibt es nur in diesem Browser, bis du sie ",
    link: "mit E-Mail und Passwort sicherst",
  },
  nameProblem: {
    empty: "Der Name darf nicht leer sein.",
    nul: "Der Name darf kein NUL-Zeichen enthalten.",
    halfPair: "Der Name darf kein halbes Surrogatpaar enthalten.",
    tooLong: (max) => `Der Name darf höchstens ${number(max)} Zeichen lang sein.`,
  },
  toTodos: "Zu deinen Aufgaben",
  partMissing: "Dieser Teil der Seite konnte nicht geladen werden.",

  failure: {
    database: "Die Datenbank ist gerade nicht erreichbar.",
    tooMany: "Zu viele Anfragen auf einmal. Versuch es gleich noch einmal.",
    server: "Der Server ist nicht erreichbar.",
    other: "Etwas ist schiefgegangen.",
    anotherUser: "Das wurde geschrieben, bevor sich hier jemand anderes angemeldet hat.",
    refused: (code, message) => (code === undefined ? undefined : REFUSED[code]) ?? message,
  },

  release: {
    label: "Über diese Seite",
    ready: "Eine neue Version ist bereit.",
    reload: "Neu laden",
    missing: "Dieser Teil konnte nicht geladen werden",
    missingMore: "Der Server ist nicht erreichbar oder hat eine neuere Version dieser Seite.",
  },

  settings: "Einstellungen",
};
