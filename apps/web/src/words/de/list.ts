import { number } from "../format.js";
import type { Words } from "../words.js";

/** What is said about lists at first sight. */
export const list: Words["list"] = {
  // The server gives it this name, whatever the language.
  inbox: "Inbox",
  new: "Neue Liste",
  trash: "Papierkorb",
  shared: (members) => `von ${number(members)} Personen geteilt, `,
  toDo: "offen",
  someoneWhoLeft: "einem früheren Mitglied",

  menu: {
    of: (name) => `Menü von ${name}`,
    rename: "Umbenennen",
    share: "Teilen",
    members: "Mitglieder",
    up: "Nach oben",
    down: "Nach unten",
    delete: "Löschen",
    leave: "Verlassen",
  },

  said: {
    added: (name) => `Liste ${name} angelegt`,
    deleted: (name) => `„${name}“ wurde gelöscht.`,
    left: (name) => `Du hast ${name} verlassen`,
  },
};
