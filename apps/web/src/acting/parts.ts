export { TodoSearch } from "../todo/todo-search.js";
export { Acting } from "./acting-layer.js";
export { ListChoices } from "./list-choices.js";
export { MoveChoices } from "./move-choices.js";
export { Pick } from "./pick.js";
