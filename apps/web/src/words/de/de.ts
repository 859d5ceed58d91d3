import type { Words } from "../words.js";
import { account } from "./account.js";
import { acting } from "./acting.js";
import { copy } from "./copy.js";
import { details } from "./details.js";
import { failed } from "./failed.js";
import { frame } from "./frame.js";
import { history } from "./history.js";
import { keys } from "./keys.js";
import { list } from "./list.js";
import { meta } from "./meta.js";
import { quickAdd } from "./quick-add.js";
import { repeat } from "./repeat.js";
import { replaced } from "./replaced.js";
import { search } from "./search.js";
import { settings } from "./settings.js";
import { sharing } from "./sharing.js";
import { todo } from "./todo.js";
import { transfer } from "./transfer.js";
import { view } from "./view.js";

/** Everything that the page says, in German. */
export const de: Words = {
  account,
  acting,
  copy,
  details,
  failed,
  frame,
  history,
  keys,
  list,
  meta,
  quickAdd,
  repeat,
  replaced,
  search,
  settings,
  sharing,
  todo,
  transfer,
  view,
};
