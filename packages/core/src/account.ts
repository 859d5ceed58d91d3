import { z } from "zod";
import { idSchema, momentSchema, storableText } from "./input.js";
import { ACCOUNT_LIMITS } from "./limits.js";
import { labelsOutputSchema, savedViewsOutputSchema } from "./personal.js";
import { seriesRowSchema } from "./row.js";
import { todoSchema } from "./todo.js";

export const emailSchema = z
  .string()
  .trim()
  .toLowerCase()
  .max(ACCOUNT_LIMITS.emailLength)
  .pipe(z.email("must be an e-mail address such as name@example.org"))
  // Reserved for addresses that are none (RFC 2606); users without one have such.
  .refine((email) => !email.endsWith(".invalid"), "must be an address that e-mail reaches");

/** Any characters, counted as code points. Whether it is a common one is the server's to know. */
export const newPasswordSchema = z
  .string()
  .refine(
    (password) => [...password].length >= ACCOUNT_LIMITS.passwordLength.min,
    `must have at least ${ACCOUNT_LIMITS.passwordLength.min} characters`,
  )
  .refine(
    (password) => [...password].length <= ACCOUNT_LIMITS.passwordLength.max,
    `must have at most ${ACCOUNT_LIMITS.passwordLength.max} characters`,
  );

/** A password that is checked, not set. */
const givenPasswordSchema = z.string().max(ACCOUNT_LIMITS.passwordLength.max * 4);

export const userNameSchema = storableText(ACCOUNT_LIMITS.nameLength);

/** How this server lets people in, and who asks. */
export const meSchema = z.strictObject({
  /** `single`: whoever reaches the server is its one owner. */
  access: z.enum(["single", "accounts"]),
  /** Whether a first todo can be written without signing in. */
  guests: z.boolean(),
  signUp: z.enum(["open", "invite", "closed"]),
  /** Whether the server sends e-mail: it then confirms addresses and resets passwords by it. */
  mail: z.boolean(),
  /** Null for whoever has not signed in, or whose session has ended. */
  user: z
    .strictObject({
      id: z.uuid(),
      name: z.string(),
      /** Null for a guest and for the owner of a single server. */
      email: z.string().nullable(),
      isGuest: z.boolean(),
      createdAt: momentSchema,
    })
    .nullable(),
});
export type Me = z.infer<typeof meSchema>;

export const claimInputSchema = z.strictObject({
  email: emailSchema,
  password: newPasswordSchema,
  /** What members of shared lists see; the part before the @ unless given. */
  name: userNameSchema.optional(),
});
export type ClaimInput = z.output<typeof claimInputSchema>;

/** `mailed`: it takes effect when the link in the e-mail is opened. */
export const emailOutcomeSchema = z.strictObject({ outcome: z.enum(["done", "mailed"]) });
export type EmailOutcome = z.infer<typeof emailOutcomeSchema>;

export const confirmEmailInputSchema = z.strictObject({ token: z.string().min(1).max(100) });
export type ConfirmEmailInput = z.infer<typeof confirmEmailInputSchema>;

export const renameInputSchema = z.strictObject({ name: userNameSchema });
export type RenameInput = z.output<typeof renameInputSchema>;

export const changePasswordInputSchema = z.strictObject({
  current: givenPasswordSchema,
  password: newPasswordSchema,
});
export type ChangePasswordInput = z.output<typeof changePasswordInputSchema>;

export const changeEmailInputSchema = z.strictObject({ email: emailSchema, password: givenPasswordSchema });
export type ChangeEmailInput = z.output<typeof changeEmailInputSchema>;

/** A place where one is signed in. */
export const sessionSchema = z.strictObject({
  id: z.uuid(),
  /** Such as "Firefox on Linux". */
  device: z.string(),
  isCurrent: z.boolean(),
  createdAt: momentSchema,
  /** To within ten minutes. */
  lastUsedAt: momentSchema,
});
export type Session = z.infer<typeof sessionSchema>;
export const sessionsSchema = z.array(sessionSchema);

export const sessionRefSchema = z.strictObject({ sessionId: idSchema });
export type SessionRef = z.infer<typeof sessionRefSchema>;

/** `password` is asked of accounts; a guest has none. */
export const deleteAccountInputSchema = z
  .strictObject({ password: givenPasswordSchema.optional() })
  .prefault({});
export type DeleteAccountInput = z.output<typeof deleteAccountInputSchema>;

/** Everything that Codex keeps about a user. */
export const accountExportSchema = z.strictObject({
  exportedAt: momentSchema,
  user: z.strictObject({
    id: z.uuid(),
    name: z.string(),
    email: z.string().nullable(),
    createdAt: momentSchema,
  }),
  lists: z.array(
    z.strictObject({
      id: z.uuid(),
      name: z.string(),
      role: z.enum(["viewer", "editor", "owner"]),
      deletedAt: momentSchema.nullable(),
      /** The rules by which its todos repeat. */
      series: z.array(seriesRowSchema),
      todos: z.array(
        todoSchema.omit({ listId: true, createdBy: true }).extend({
          /** Whether the user wrote it. */
          isYours: z.boolean(),
        }),
      ),
    }),
  ),
  /** The colours that the user has given to labels, and the views they have saved. */
  labels: labelsOutputSchema,
  views: savedViewsOutputSchema,
  sessions: z.array(
    z.strictObject({ device: z.string(), createdAt: momentSchema, lastUsedAt: momentSchema }),
  ),
  tokens: z.array(z.strictObject({ name: z.string(), createdAt: momentSchema })),
});
export type AccountExport = z.input<typeof accountExportSchema>;
