import { type Env, EnvError } from "@codex/api/env";
import { createTransport } from "nodemailer";
import { type Finding, ok, warning, wrong } from "./finding.js";

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[?::1\]?)$/;

/** Milliseconds to wait for a mail server, and for our own. */
const PATIENCE_MS = 5_000;

/** The settings as this command sees them, which are the server's where both have the same environment. */
export async function lookAtSettings(read: () => Env): Promise<Finding[]> {
  let env: Env;
  try {
    env = read();
  } catch (error) {
    if (!(error instanceof EnvError)) throw error;
    return error.message
      .split("\n")
      .map((line) => wrong("settings", line, "docs/operations.md has all settings."));
  }
  const found = [...lookAtAddress(env), ...(await lookAtMail(env))];
  return [...found, ...(await lookAtServer(env))];
}

function lookAtAddress({ PUBLIC_URL, TRUST_PROXY, ACCESS, HOST }: Env): Finding[] {
  const found: Finding[] = [];
  const address = PUBLIC_URL === undefined ? undefined : new URL(PUBLIC_URL);
  if (address?.protocol === "http:" && !LOOPBACK.test(address.hostname))
    found.push(
      warning(
        "PUBLIC_URL",
        `${PUBLIC_URL} is not https: passwords and todos cross the network readable, and the page cannot be installed`,
        "Put a proxy with a certificate in front (docs/operations.md) and set PUBLIC_URL to its https address.",
      ),
    );
  if (address?.protocol === "https:" && TRUST_PROXY === false)
    found.push(
      warning(
        "TRUST_PROXY",
        "PUBLIC_URL is https, which a proxy must be serving, and no proxy is trusted: all people share its limits",
        "Set TRUST_PROXY to the proxy's address, or to loopback or uniquelocal.",
      ),
    );
  if (ACCESS === "single" && !(LOOPBACK.test(HOST) && TRUST_PROXY === false))
    found.push(
      warning(
        "ACCESS",
        "Whoever reaches this server reads and changes everything",
        "Set ACCESS=accounts, and codex user claim EMAIL, unless only you can reach it.",
      ),
    );
  return found.length > 0 ? found : [ok("settings", "All are as they should be")];
}

async function lookAtMail({ SMTP_URL }: Env): Promise<Finding[]> {
  if (SMTP_URL === undefined) return [];
  const timeouts = {
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
  };
  const transport = createTransport({ url: SMTP_URL, ...timeouts });
  try {
    await transport.verify();
    return [ok("mail", "The mail server answers and lets us in")];
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return [
      wrong(
        "mail",
        `No e-mail can be sent: ${reason}`,
        "Set SMTP_URL right; until then codex user reset EMAIL prints the links.",
      ),
    ];
  } finally {
    transport.close();
  }
}

async function lookAtServer({ PUBLIC_URL, PORT, HOST }: Env): Promise<Finding[]> {
  const local = /^(0\.0\.0\.0|::)$/.test(HOST) ? "127.0.0.1" : HOST;
  const addresses = [
    ...(PORT === 0
      ? []
      : [{ at: `http://${local.includes(":") ? `[${local}]` : local}:${PORT}`, level: warning }]),
    ...(PUBLIC_URL === undefined ? [] : [{ at: PUBLIC_URL, level: wrong }]),
  ];
  return Promise.all(
    addresses.map(async ({ at, level }) => {
      const problem = await askHealth(at);
      if (problem === undefined) return ok("server", `A server answers at ${at} and is ready`);
      const mend = "Start it, and see its log; behind a proxy see where that leads /health/ready.";
      return problem.answers
        ? wrong("server", `What answers at ${at} is not ready: ${problem.told}`, mend)
        : level("server", `No server answers at ${at}: ${problem.told}`, mend);
    }),
  );
}

/** @returns what is wrong, if anything is */
async function askHealth(at: string): Promise<{ answers: boolean; told: string } | undefined> {
  try {
    const answer = await fetch(new URL("/health/ready", at), { signal: AbortSignal.timeout(PATIENCE_MS) });
    const told = (await answer.text()).slice(0, 200);
    if (answer.ok && told.includes('"ready"')) return undefined;
    return { answers: true, told: `${answer.status} ${told}` };
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return { answers: false, told: cause instanceof Error ? cause.message || cause.name : String(cause) };
  }
}
