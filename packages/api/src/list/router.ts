import {
  createInviteInputSchema,
  inviteRefSchema,
  inviteSecretSchema,
  invitesSchema,
  listAllInputSchema,
  listCreateInputSchema,
  listRefSchema,
  listRenameInputSchema,
  listSchema,
  listSetOrderInputSchema,
  listsSchema,
  memberRefSchema,
  memberSchema,
  membersSchema,
  newInviteSchema,
  offerSchema,
  setRoleInputSchema,
} from "@codex/core/list";
import { z } from "zod";
import {
  allListsProcedure,
  inList,
  personProcedure,
  procedure,
  router,
  userProcedure,
} from "../trpc/procedures.js";
import { createList, deleteList, renameList, restoreList, setListOrder } from "./commands.js";
import { acceptInvite, createInvite, revokeInvite } from "./invite-commands.js";
import { leaveList, removeMember, setRole, transferList } from "./member-commands.js";
import { allLists, deletedLists, membersOf, offerOf, openInvites } from "./queries.js";

export const listRouter = router({
  /** The Inbox, then every other list in the user's own order; or the lists that can be restored. */
  all: userProcedure
    .input(listAllInputSchema)
    .output(listsSchema)
    .query(({ ctx, input }) => (input.deleted ? deletedLists(ctx.db, ctx.user) : allLists(ctx.db, ctx.user))),

  /** Makes a list; the same id and name again answer with the same list. */
  create: allListsProcedure
    .input(listCreateInputSchema)
    .output(listSchema)
    .mutation(({ ctx, input }) => createList(ctx, ctx.user.userId, input)),

  rename: userProcedure
    .input(listRenameInputSchema)
    .use(inList("owner"))
    .output(listSchema)
    .mutation(({ ctx, input }) => renameList(ctx, ctx.user.userId, input)),

  /** Takes a list away from all its members; its owner can restore it for 30 days. */
  delete: userProcedure
    .input(listRefSchema)
    .use(inList("owner"))
    .output(listRefSchema)
    .mutation(({ ctx, input }) => deleteList(ctx, ctx.user.userId, input)),

  restore: userProcedure
    .input(listRefSchema)
    .use(inList("owner", { deleted: true }))
    .output(listSchema)
    .mutation(({ ctx, input }) => restoreList(ctx, ctx.user.userId, input)),

  /** The user's own order of lists; no other member sees it. */
  setOrder: allListsProcedure
    .input(listSetOrderInputSchema)
    .output(z.strictObject({}))
    .mutation(async ({ ctx, input }) => {
      await setListOrder(ctx, ctx.user.userId, input);
      return {};
    }),

  members: userProcedure
    .input(listRefSchema)
    .use(inList("viewer"))
    .output(membersSchema)
    .query(({ ctx }) => membersOf(ctx.db, ctx.list.id, ctx.user.userId)),

  setRole: personProcedure
    .input(setRoleInputSchema)
    .use(inList("owner"))
    .output(memberSchema)
    .mutation(({ ctx, input }) => setRole(ctx, ctx.user.userId, input)),

  removeMember: personProcedure
    .input(memberRefSchema)
    .use(inList("owner"))
    .output(memberRefSchema)
    .mutation(({ ctx, input }) => removeMember(ctx, ctx.user.userId, input)),

  leave: personProcedure
    .input(listRefSchema)
    .use(inList("viewer"))
    .output(listRefSchema)
    .mutation(({ ctx, input }) => leaveList(ctx, ctx.user.userId, input)),

  /** Hands the list over; who owned it stays as an editor. */
  transfer: personProcedure
    .input(memberRefSchema)
    .use(inList("owner"))
    .output(membersSchema)
    .mutation(({ ctx, input }) => transferList(ctx, ctx.user.userId, input)),

  /** The invites that can still be used. */
  invites: personProcedure
    .input(listRefSchema)
    .use(inList("owner"))
    .output(invitesSchema)
    .query(({ ctx }) => openInvites(ctx.db, ctx.list.id, ctx.now())),

  /** Makes an invite and tells its secret, this once. */
  createInvite: personProcedure
    .input(createInviteInputSchema)
    .use(inList("owner"))
    .output(newInviteSchema)
    .mutation(({ ctx, input }) => createInvite(ctx, ctx.user.userId, input)),

  revokeInvite: personProcedure
    .input(inviteRefSchema)
    .use(inList("owner"))
    .output(inviteRefSchema)
    .mutation(({ ctx, input }) => revokeInvite(ctx, input)),

  /** What an invite offers; whoever has the link may ask. */
  offer: procedure
    .input(inviteSecretSchema)
    .output(offerSchema)
    .query(({ ctx, input }) => {
      ctx.limit("invite", ctx.address);
      return offerOf(ctx.db, input.secret, ctx.now());
    }),

  /** Makes the user a member. */
  acceptInvite: personProcedure
    .input(inviteSecretSchema)
    .output(listSchema)
    .mutation(({ ctx, input }) => {
      ctx.limit("invite", ctx.address);
      return acceptInvite(ctx, ctx.user.userId, input);
    }),
});
