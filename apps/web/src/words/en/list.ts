/** What is said about lists. */
export const list = {};
