import { isolated } from "../format.js";

/** What somebody wrote, in quotation marks. */
export const quote = (text: string) => `“${isolated(text)}”`;
