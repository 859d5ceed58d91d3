/** What is said about accounts. */
export const account = {};
