import type { Words } from "../words.js";

export const list: Words["list"] = {};
