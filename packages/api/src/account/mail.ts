import { createTransport } from "nodemailer";
import type { Env } from "../env.js";
import type { Log } from "../trpc/log.js";

/** An e-mail in plain text. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** Sends e-mail where the server has a way to. */
export interface Mailer {
  /** Hands it over and does not wait: how long it takes would tell whether an address is known. */
  send(mail: Mail): void;
  /** Waits until everything handed over was sent, or could not be. */
  close(): Promise<void>;
}

/** @returns undefined unless `SMTP_URL` is set */
export function createMailer(
  { SMTP_URL, MAIL_FROM }: Pick<Env, "SMTP_URL" | "MAIL_FROM">,
  log: Log,
): Mailer | undefined {
  if (SMTP_URL === undefined) return undefined;
  const transport = createTransport(SMTP_URL, { from: MAIL_FROM });
  const underWay = new Set<Promise<void>>();
  return {
    send(mail) {
      const sent = transport.sendMail(mail).then(
        () => log.info({ subject: mail.subject }, "E-mail sent"),
        (error: unknown) => log.error({ err: error }, "An e-mail could not be sent"),
      );
      underWay.add(sent);
      void sent.then(() => underWay.delete(sent));
    },
    async close() {
      await Promise.all(underWay);
      transport.close();
    },
  };
}

const FOOT = "If you did not ask for this, you can ignore this e-mail: nothing changes.";

/** What is sent when; the links are pages whose secret stands in the fragment, which no server sees. */
export const MAILS = {
  reset: (to: string, link: string): Mail => ({
    to,
    subject: "Set a new Codex password",
    text: `Set a new password for Codex here, within an hour:\n\n${link}\n\n${FOOT}\n`,
  }),
  confirm: (to: string, link: string): Mail => ({
    to,
    subject: "Confirm your address for Codex",
    text: `Confirm that this is your address here, within a day:\n\n${link}\n\n${FOOT}\n`,
  }),
  alreadyKnown: (to: string, link: string): Mail => ({
    to,
    subject: "You have a Codex account already",
    text: `Somebody asked for a Codex account with this address, which has one. Sign in, or set a new password here:\n\n${link}\n\n${FOOT}\n`,
  }),
} as const;

/** A page of ours as a link in an e-mail. */
export function linkTo(base: string, page: string, secret?: string): string {
  const url = new URL(page, base);
  if (secret !== undefined) url.hash = secret;
  return url.href;
}
