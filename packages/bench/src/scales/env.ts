/** What a contender is told when it is started; the same names as Codex's own. */
export function contenderEnv(): { url: string; port: number; secret: string } {
  const { DATABASE_URL, PORT, AUTH_SECRET } = process.env;
  if (!DATABASE_URL || !AUTH_SECRET) throw new Error("DATABASE_URL and AUTH_SECRET are needed.");
  return { url: DATABASE_URL, port: Number(PORT ?? 0), secret: AUTH_SECRET };
}
