/** The PostgreSQL server that tests make their databases on. */
export function testServerUrl(): string {
  const url = process.env["TEST_DATABASE_URL"];
  if (url) return url;
  throw new Error("Run pnpm test, which brings a PostgreSQL, or name one in TEST_DATABASE_URL.");
}
