import type { MetaWords } from "../en/meta.js";
import { number } from "../format.js";

/** What is said of a todo in its row, besides its text. */
export const meta: MetaWords = {
  dueBefore: "fällig ",
  overdueBefore: "überfällig: ",
  repeats: "wiederholt sich",
  priority: (priority) => `Priorität ${number(priority)}`,
  label: "Etikett ",
  notes: "hat Notizen",
  parts: (done, all) => `${number(done)} von ${number(all)} Teilaufgaben erledigt`,
};
