import type { GivenRole, List, Member } from "@codex/core/list";
import { useQueryClient } from "@tanstack/react-query";
import { getQueryKey } from "@trpc/react-query";
import { useState } from "react";
import { client } from "../client.js";
import { reasonOf } from "../failure.js";
import { readAgain } from "../read-again.js";
import { trpc } from "../trpc.js";

/** One step of sharing after the other, with what went wrong with the last. */
export function useSharing({ id: listId }: List) {
  const queryClient = useQueryClient();
  const [problem, setProblem] = useState<string>();

  const doing = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
    setProblem(undefined);
    try {
      return await work();
    } catch (error) {
      setProblem(reasonOf(error));
      return undefined;
    } finally {
      await readAgain(queryClient, getQueryKey(trpc.list));
    }
  };

  return {
    problem,
    setRole: ({ userId }: Member, role: GivenRole) =>
      doing(() => client.list.setRole.mutate({ listId, userId, role })),
    makeOwner: ({ userId }: Member) => doing(() => client.list.transfer.mutate({ listId, userId })),
    remove: ({ userId }: Member) => doing(() => client.list.removeMember.mutate({ listId, userId })),
    invite: (invite: { role: GivenRole; expiresAt: string; uses: number }) =>
      doing(() => client.list.createInvite.mutate({ listId, ...invite })),
    revokeInvite: (inviteId: string) => doing(() => client.list.revokeInvite.mutate({ listId, inviteId })),
  };
}
