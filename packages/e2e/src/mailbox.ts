import { once } from "node:events";
import { SMTPServer } from "smtp-server";

/** A mail server on this machine that keeps what it is given. */
export interface Mailbox {
  /** Such as `smtp://127.0.0.1:2525`. */
  readonly url: string;
  /** The newest link to a page that was sent to an address, once there is one. */
  linkTo(address: string, page: string): Promise<string>;
  close(): void;
}

export async function openMailbox(): Promise<Mailbox> {
  const mails: { to: string; text: string }[] = [];
  const readers = new Set<() => void>();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData(stream, session, done) {
      let text = "";
      stream.on("data", (chunk: Buffer) => {
        text += chunk.toString();
      });
      stream.on("end", () => {
        const to = session.envelope.rcptTo.map(({ address }) => address).join();
        mails.push({ to, text: text.replaceAll("=\r\n", "").replaceAll("=3D", "=") });
        for (const read of readers) read();
        done();
      });
    },
  });
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  const address = server.server.address();
  if (typeof address !== "object" || address === null) throw new Error("The mail server has no port.");
  const find = (to: string, page: string) =>
    mails
      .filter((mail) => mail.to === to)
      .map(({ text }) => new RegExp(`https?://\\S+${page}\\S*`).exec(text)?.[0])
      .findLast((link) => link !== undefined);
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    linkTo: (to, page) =>
      new Promise((resolve) => {
        const read = () => {
          const link = find(to, page);
          if (link === undefined) return;
          readers.delete(read);
          resolve(link);
        };
        readers.add(read);
        read();
      }),
    close: () => server.close(),
  };
}
