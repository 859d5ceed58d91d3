export { ListMenu } from "../list/list-menu.js";
export { TodoSearch } from "../todo/todo-search.js";
export { Acting } from "./acting-layer.js";
export { MoveChoices } from "./move-choices.js";
export { Pick } from "./pick.js";
