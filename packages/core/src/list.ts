import { z } from "zod";
import { futureSchema, idSchema, momentSchema, storableText } from "./input.js";
import { INVITE_LIMITS, LIST_LIMITS } from "./limits.js";
import { ROLES } from "./role.js";
import { onceSchema } from "./todo.js";

export const roleSchema = z.enum(ROLES);

/** The roles that can be given away; the owner's is handed over by `list.transfer`. */
export const givenRoleSchema = z.enum(["viewer", "editor"]);
export type GivenRole = z.infer<typeof givenRoleSchema>;

export const listNameSchema = storableText(LIST_LIMITS.nameLength);

/** A named, ordered set of todos, as one of its members sees it. */
export const listSchema = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  /** The list that every user has from the start; it can neither be deleted nor shared. */
  isInbox: z.boolean(),
  /** What the asker may do with it. */
  role: roleSchema,
  /** How many people share it, the asker included. */
  members: z.int().positive(),
  /** How many of its todos are to be done. */
  active: z.int().nonnegative(),
  createdAt: momentSchema,
  /** When it was deleted; null unless deleted lists were asked for. */
  deletedAt: momentSchema.nullable(),
});
export type List = z.infer<typeof listSchema>;

/** `deleted`: instead of the lists in use, those one has deleted and may still restore. */
export const listAllInputSchema = z.strictObject({ deleted: z.boolean().default(false) }).prefault({});
export type ListAllInput = z.output<typeof listAllInputSchema>;

export const listsSchema = z.array(listSchema);

/** Names one list. */
export const listRefSchema = z.strictObject({ listId: idSchema });
export type ListRef = z.infer<typeof listRefSchema>;

/** The input of mutations that take nothing but a list. */
export const listCommandInputSchema = onceSchema.extend(listRefSchema.shape);

/** An `id` made by the client lets it ask again after a lost answer without making a second list. */
export const listCreateInputSchema = onceSchema.extend({ id: idSchema.optional(), name: listNameSchema });

export const listRenameInputSchema = listCommandInputSchema.extend({ name: listNameSchema });

/** The asker's own order of lists; those not named follow. The Inbox is always first. */
export const listSetOrderInputSchema = onceSchema.extend({
  listIds: z.array(idSchema).max(LIST_LIMITS.owned),
});

/** A user's place in a list. */
export const memberSchema = z.strictObject({
  userId: z.uuid(),
  name: z.string(),
  /** A guest has no credentials yet. */
  isGuest: z.boolean(),
  isYou: z.boolean(),
  role: roleSchema,
  joinedAt: momentSchema,
});
export type Member = z.infer<typeof memberSchema>;
export const membersSchema = z.array(memberSchema);

/** Names one member of a list. */
export const memberRefSchema = listRefSchema.extend({ userId: idSchema });
export type MemberRef = z.infer<typeof memberRefSchema>;

/** The input of mutations that take nothing but a member. */
export const memberCommandInputSchema = onceSchema.extend(memberRefSchema.shape);

export const setRoleInputSchema = memberCommandInputSchema.extend({ role: givenRoleSchema });

/** A link that makes whoever opens it a member. Its secret is told once, when it is made. */
export const inviteSchema = z.strictObject({
  id: z.uuid(),
  role: givenRoleSchema,
  expiresAt: momentSchema,
  /** How often it can be used in all, and how often it was. */
  uses: z.int().positive(),
  used: z.int().nonnegative(),
  createdAt: momentSchema,
});
export type Invite = z.infer<typeof inviteSchema>;
export const invitesSchema = z.array(inviteSchema);

export const createInviteInputSchema = listRefSchema.extend({
  role: givenRoleSchema,
  /** 7 days from now unless given; at most a year. */
  expiresAt: futureSchema
    .refine(
      (moment) => Date.parse(moment) <= Date.now() + INVITE_LIMITS.maxDays * 86_400_000,
      `must be within ${INVITE_LIMITS.maxDays} days`,
    )
    .optional(),
  uses: z.int().min(1).max(INVITE_LIMITS.uses.max).default(INVITE_LIMITS.uses.default),
});
export type CreateInviteInput = z.output<typeof createInviteInputSchema>;

/** A new invite with its secret; the link is the page's `/invite#SECRET`. */
export const newInviteSchema = z.strictObject({ invite: inviteSchema, secret: z.string() });
export type NewInvite = z.infer<typeof newInviteSchema>;

/** Names one invite of a list. */
export const inviteRefSchema = listRefSchema.extend({ inviteId: idSchema });
export type InviteRef = z.infer<typeof inviteRefSchema>;

export const inviteSecretSchema = z.strictObject({ secret: z.string().min(1).max(100) });
export type InviteSecret = z.infer<typeof inviteSecretSchema>;

export const acceptInviteInputSchema = onceSchema.extend(inviteSecretSchema.shape);

/** What an invite offers, told to whoever has the link. */
export const offerSchema = z.strictObject({
  listName: z.string(),
  /** The owner of the list. */
  ownerName: z.string(),
  role: givenRoleSchema,
  expiresAt: momentSchema,
});
export type Offer = z.infer<typeof offerSchema>;
