import { number } from "../format.js";
import type { Words } from "../words.js";

/** What is said about lists at first sight. */
export const list: Words["list"] = {
  inbox: "Eingang",
  guest: "Gast",
  new: "Neue Liste",
  trash: "Papierkorb",
  shared: (members) => `von ${number(members)} Personen geteilt, `,
  toDo: "offen",
  someoneWhoLeft: "einem früheren Mitglied",

  said: {
    added: (name) => `Liste ${name} angelegt`,
  },
};
