import type pg from "pg";

/** What one look at an installation brought. */
export interface Finding {
  /** Of what, in a word or two: stable, for programs. */
  readonly check: string;
  /** `warning`: it works, and will not for ever, or not for everybody. */
  readonly level: "ok" | "warning" | "wrong";
  readonly told: string;
  /** What to do about it. */
  readonly mend?: string;
}

/** From where on something is told; tests set them. */
export interface Limits {
  /** Milliseconds that the clocks of server and database may differ by. */
  readonly clockMs: number;
  /** Transactions until the oldest that is not frozen is told, and until it is wrong: at two thousand million all stops. */
  readonly oldestTransaction: { readonly warning: number; readonly wrong: number };
  /** Seconds that a transaction may take: nothing that was deleted since it began can be cleared away. */
  readonly transactionSeconds: number;
  /** Bytes that should be free where the database is, if that is on this machine. */
  readonly freeBytes: number;
  /** Connections that should be left: what one server may open, and a few commands. */
  readonly connectionsLeft: number;
}

export const LIMITS: Limits = {
  clockMs: 2_000,
  oldestTransaction: { warning: 1_000_000_000, wrong: 1_700_000_000 },
  transactionSeconds: 600,
  freeBytes: 1_073_741_824,
  connectionsLeft: 12,
};

/** What a look has at hand. */
export interface Patient {
  readonly client: pg.Client;
  readonly url: string;
  readonly limits: Limits;
  readonly now: () => Date;
}

export type Look = (patient: Patient) => Promise<Finding[]>;

export const ok = (check: string, told: string): Finding => ({ check, level: "ok", told });

export const warning = (check: string, told: string, mend: string): Finding => ({
  check,
  level: "warning",
  told,
  mend,
});

export const wrong = (check: string, told: string, mend: string): Finding => ({
  check,
  level: "wrong",
  told,
  mend,
});
