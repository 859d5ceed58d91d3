import type { Words } from "../words.js";
import { account } from "./account.js";
import { failed } from "./failed.js";
import { frame } from "./frame.js";
import { keys } from "./keys.js";
import { list } from "./list.js";
import { replaced } from "./replaced.js";
import { settings } from "./settings.js";
import { sharing } from "./sharing.js";
import { todo } from "./todo.js";
import { view } from "./view.js";

/** Everything that the page says, in German. */
export const de: Words = { account, failed, frame, keys, list, replaced, settings, sharing, todo, view };
