/** Repetition: with its library, hence loaded only where a series is completed or edited. `./rule` is without. */
export { nextId } from "./id.js";
export { type Completion, checkRule, nextDue, occurrences, ruleFrom } from "./next.js";
