import { preference } from "../ui/preference.js";

/** Whether dates, labels and the rest are understood where todos are written: some want every word as they typed it. */
export const chosenQuickAdd = preference<"off">("codex.quick-add", ["off"]);
