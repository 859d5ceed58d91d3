import type { Words } from "../words.js";

export const account: Words["account"] = {};
