/** Zones whose clocks change in all the ways there are. */
const IN_CI = [
  ...["Europe/Berlin", "America/New_York", "America/St_Johns", "Australia/Lord_Howe", "Pacific/Apia"],
  ...["Asia/Kathmandu", "Africa/Casablanca", "America/Santiago", "Antarctica/Troll", "Asia/Tehran", "UTC"],
];

/** `pnpm --filter @codex/core verify:repeat` */
export const isLong = process.env["MODE"] === "long";
export const ZONES = isLong ? [...new Set([...Intl.supportedValuesOf("timeZone"), "UTC"])] : IN_CI;
export const TIMEOUT = 30 * 60_000;

/** Says how far it is, where it takes long. */
export function progress(what: string, done: number, all: number): void {
  const part = Math.ceil(all / 20);
  if (isLong && (done % part === 0 || done === all)) console.log(`${what}: ${done} of ${all}`);
}
