import { account } from "./account.js";
import { frame } from "./frame.js";
import { list } from "./list.js";
import { todo } from "./todo.js";

/** Everything that the page says, in English: the other languages say the same. */
export const en = { account, frame, list, todo };
