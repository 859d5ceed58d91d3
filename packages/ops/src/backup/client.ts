import { connectOnce } from "@codex/db/single";
import type pg from "pg";

/** What the text of a row depends on, where it is written and where it is read, and what could end a long statement. */
const VOICE = `
  set search_path = public; set timezone = 'UTC'; set datestyle = 'ISO, YMD'; set intervalstyle = 'postgres'; set bytea_output = 'hex';
  set extra_float_digits = 3; set client_encoding = 'UTF8'; set statement_timeout = 0;
  set idle_in_transaction_session_timeout = 0`;

/** Runs `work` on a connection that writes and reads values as a backup has them, however the database is set up. */
export async function inOneVoice<T>(
  url: string,
  name: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = await connectOnce(url, name);
  try {
    await client.query(VOICE);
    return await work(client);
  } finally {
    await client.end();
  }
}
