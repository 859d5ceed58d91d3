import { newId } from "@codex/core/id";
import {
  acceptInviteInputSchema,
  createInviteInputSchema,
  inviteRefSchema,
  inviteSecretSchema,
  invitesSchema,
  listAllInputSchema,
  listCommandInputSchema,
  listCreateInputSchema,
  listRefSchema,
  listRenameInputSchema,
  listSchema,
  listSetOrderInputSchema,
  listsSchema,
  memberCommandInputSchema,
  memberRefSchema,
  memberSchema,
  membersSchema,
  newInviteSchema,
  offerSchema,
  setRoleInputSchema,
} from "@codex/core/list";
import { sqlOf } from "@codex/db";
import { z } from "zod";
import { answered, withId } from "../command/answered.js";
import { answer } from "../trpc/answer.js";
import { inList, personProcedure, procedure, router, userProcedure } from "../trpc/procedures.js";
import { createInvite, revokeInvite } from "./invite-commands.js";
import { allLists, deletedLists, membersOf, offerOf, openInvites } from "./queries.js";

export const listRouter = router({
  /** The Inbox, then every other list in the user's own order; or the lists that can be restored. */
  all: userProcedure
    .input(listAllInputSchema)
    .output(answer(listsSchema))
    .query(({ ctx, input }) => (input.deleted ? deletedLists(ctx.db, ctx.user) : allLists(ctx.db, ctx.user))),

  /** Makes a list; the same id and name again answer with the same list. */
  create: userProcedure
    .input(listCreateInputSchema)
    .output(answer(listSchema))
    .mutation(({ ctx, input }) => {
      const { commandId = newId(), id = commandId, name } = input;
      return answered(ctx, { kind: "list.create", commandId, id, name });
    }),

  rename: userProcedure
    .input(listRenameInputSchema)
    .output(answer(listSchema))
    .mutation(({ ctx, input }) => answered(ctx, { kind: "list.rename", ...withId(input) })),

  /** Takes a list away from all its members; its owner can restore it for 30 days. */
  delete: userProcedure
    .input(listCommandInputSchema)
    .output(answer(listRefSchema))
    .mutation(({ ctx, input }) => answered(ctx, { kind: "list.delete", ...withId(input) })),

  restore: userProcedure
    .input(listCommandInputSchema)
    .output(answer(listSchema))
    .mutation(({ ctx, input }) => answered(ctx, { kind: "list.restore", ...withId(input) })),

  /** Deletes for good a list that was deleted, with everything in it. */
  purge: userProcedure
    .input(listCommandInputSchema)
    .output(answer(listRefSchema))
    .mutation(({ ctx, input }) => answered(ctx, { kind: "list.purge", ...withId(input) })),

  /** The user's own order of lists; no other member sees it. */
  setOrder: userProcedure
    .input(listSetOrderInputSchema)
    .output(answer(z.strictObject({})))
    .mutation(({ ctx, input }) => answered(ctx, { kind: "list.setOrder", ...withId(input) })),

  members: userProcedure
    .input(listRefSchema)
    .use(inList("viewer"))
    .output(answer(membersSchema))
    .query(({ ctx }) => membersOf(sqlOf(ctx.db), ctx.list.id, ctx.user.userId)),

  setRole: userProcedure
    .input(setRoleInputSchema)
    .output(answer(memberSchema))
    .mutation(({ ctx, input }) => answered(ctx, { kind: "list.setRole", ...withId(input) })),

  removeMember: userProcedure
    .input(memberCommandInputSchema)
    .output(answer(memberRefSchema))
    .mutation(({ ctx, input }) => answered(ctx, { kind: "list.removeMember", ...withId(input) })),

  leave: userProcedure
    .input(listCommandInputSchema)
    .output(answer(listRefSchema))
    .mutation(({ ctx, input }) => answered(ctx, { kind: "list.leave", ...withId(input) })),

  /** Hands the list over; who owned it stays as an editor. */
  transfer: userProcedure
    .input(memberCommandInputSchema)
    .output(answer(membersSchema))
    .mutation(({ ctx, input }) => answered(ctx, { kind: "list.transfer", ...withId(input) })),

  /** The invites that can still be used. */
  invites: personProcedure
    .input(listRefSchema)
    .use(inList("owner"))
    .output(answer(invitesSchema))
    .query(({ ctx }) => openInvites(ctx.db, ctx.list.id, ctx.now())),

  /** Makes an invite and tells its secret, this once. */
  createInvite: personProcedure
    .input(createInviteInputSchema)
    .use(inList("owner"))
    .output(answer(newInviteSchema))
    .mutation(({ ctx, input }) => createInvite(ctx, ctx.user.userId, input)),

  revokeInvite: personProcedure
    .input(inviteRefSchema)
    .use(inList("owner"))
    .output(answer(inviteRefSchema))
    .mutation(({ ctx, input }) => revokeInvite(ctx, ctx.user.userId, input)),

  /** What an invite offers; whoever has the link may ask. */
  offer: procedure
    .input(inviteSecretSchema)
    .output(answer(offerSchema))
    .query(({ ctx, input }) => {
      ctx.limit("invite", ctx.address);
      return offerOf(ctx.db, input.secret, ctx.now());
    }),

  /** Makes the user a member. */
  acceptInvite: userProcedure
    .input(acceptInviteInputSchema)
    .output(answer(listSchema))
    .mutation(({ ctx, input }) => {
      ctx.limit("invite", ctx.address);
      return answered(ctx, { kind: "list.join", ...withId(input) });
    }),
});
