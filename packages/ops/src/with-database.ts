/** Runs `work` on the database that the command is about. */
export type WithDatabase = (work: (url: string) => Promise<void>) => Promise<void>;
