import type { SharingWords } from "../en/sharing.js";
import { isolated, number, plural } from "../format.js";
import { quote } from "./quote.js";

/** What is said in dialogs about lists, and about joining one. */
export const sharing: SharingWords = {
  rename: { title: "Liste umbenennen", name: "Name", confirm: "Umbenennen" },

  delete: {
    title: (name) => `${quote(name)} löschen?`,
    confirm: "Löschen",
    more: (members, restorableDays) =>
      `Ihre Aufgaben verschwinden mit ihr${members > 1 ? `, für alle ${number(members)} Mitglieder` : ""}. Du kannst sie ${number(restorableDays)} Tage lang wiederherstellen.`,
  },

  leave: {
    title: (name) => `${quote(name)} verlassen?`,
    confirm: "Verlassen",
    more: "Um zurückzukommen, brauchst du eine neue Einladung.",
  },

  share: {
    title: (name) => `${quote(name)} teilen`,
    titleMembers: (name) => `Mitglieder von ${quote(name)}`,
    inbox:
      "Der Eingang gehört dir allein. Leg eine andere Liste an und verschieb Aufgaben dorthin, um sie zu teilen.",
  },

  members: {
    label: "Mitglieder",
    roles: { owner: "Besitzt die Liste", editor: "Darf bearbeiten", viewer: "Darf ansehen" },
    roleOf: (name) => `Rolle von ${name}`,
    makeOwner: "Liste übergeben…",
    remove: "Entfernen",
    removeOne: (name) => `${name} entfernen`,
    askRemove: (name) => `${isolated(name)} entfernen?`,
    askRemoveMore: "Die Liste ist für diese Person sofort weg. Was sie geschrieben hat, bleibt.",
    askHandOver: (name) => `Die Liste an ${isolated(name)} übergeben?`,
    askHandOverMore: (list) =>
      `${quote(list)} gehört dann dieser Person. Du darfst sie weiter bearbeiten; nur wer sie besitzt, kann das ändern.`,
    handOver: "Übergeben",
    you: "du",
    guest: "Gast",
  },

  invites: {
    label: "Einladungen",
    title: "Per Link einladen",
    may: "Wer ihn öffnet, darf",
    roles: { editor: "bearbeiten", viewer: "ansehen" },
    worksFor: "Der Link gilt",
    days: (count) => plural(count, "einen Tag", `${number(count)} Tage`),
    andFor: "und für",
    people: (count) => plural(count, "eine Person", `${number(count)} Personen`),
    make: "Link erstellen",
    shownOnce: "Wer diesen Link öffnet, kann beitreten. Er wird nur jetzt gezeigt:",
    link: "Einladungslink",
    open: "Offene Einladungen",
    to: { editor: "Zum Bearbeiten", viewer: "Zum Ansehen" },
    used: (used, uses, until) => `${number(used)} von ${number(uses)} Mal benutzt, gültig bis ${until}`,
    revoke: "Widerrufen",
  },

  offer: {
    title: "Einladung",
    join: (list) => `${quote(list)} beitreten`,
    editor: (owner) =>
      `${isolated(owner)} teilt diese Liste mit dir. Du darfst ihre Aufgaben ergänzen, ändern und erledigen.`,
    viewer: (owner) => `${isolated(owner)} teilt diese Liste mit dir. Du darfst sie ansehen.`,
    submit: "Beitreten",
    haveAccount: "Du hast schon ein Konto? ",
    haveAccountLink: "Melde dich zuerst an",
    haveAccountAfter: ".",
    needAccount: "Um beizutreten, brauchst du ein Konto. ",
    needAccountLink: "Melde dich an",
    or: " oder ",
    signUp: "registriere dich",
    notRead: "Die Einladung konnte nicht gelesen werden",
    ended: "Diese Einladung gilt nicht",
    endedMore:
      "Sie wurde widerrufen, ist aufgebraucht oder abgelaufen. Frag die Person, die sie geschickt hat, nach einer neuen.",
  },

  trash: {
    empty: "Der Papierkorb ist leer.",
    kept: (restorableDays) => `Was gelöscht wurde, bleibt ${number(restorableDays)} Tage hier.`,
    rows: "Gelöscht",
    list: "Liste",
    restore: "Wiederherstellen",
    restoreOne: (name) => `${name} wiederherstellen`,
    purge: "Endgültig löschen",
    purgeOne: (name) => `${name} endgültig löschen`,
    askPurge: (name) => `${quote(name)} endgültig löschen?`,
    askPurgeMore: {
      list: "Ihre Aufgaben verschwinden mit ihr. Niemand kann sie zurückholen.",
      todo: "Niemand kann sie zurückholen.",
    },
    more: "Mehr zeigen",
    listPurged: (name) => `${name} endgültig gelöscht`,
    purged: "Aufgabe endgültig gelöscht",
  },

  gone: {
    tab: "Liste nicht gefunden",
    title: "Diese Liste gibt es nicht",
    more: "Sie wurde gelöscht, oder sie wird nicht mehr mit dir geteilt.",
    toInbox: "Zu deinem Eingang",
  },
};
