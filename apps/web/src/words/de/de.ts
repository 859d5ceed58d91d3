import type { Words } from "../words.js";
import { account } from "./account.js";
import { acting } from "./acting.js";
import { failed } from "./failed.js";
import { frame } from "./frame.js";
import { history } from "./history.js";
import { keys } from "./keys.js";
import { list } from "./list.js";
import { quickAdd } from "./quick-add.js";
import { replaced } from "./replaced.js";
import { settings } from "./settings.js";
import { sharing } from "./sharing.js";
import { todo } from "./todo.js";
import { transfer } from "./transfer.js";

/** Everything that the page says, in German. */
export const de: Words = {
  account,
  acting,
  failed,
  frame,
  history,
  keys,
  list,
  quickAdd,
  replaced,
  settings,
  sharing,
  todo,
  transfer,
};
