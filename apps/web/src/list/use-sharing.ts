import type { GivenRole, List, Member } from "@codex/core/list";
import { useQueryClient } from "@tanstack/react-query";
import { getQueryKey } from "@trpc/react-query";
import { useState } from "react";
import { reasonOf } from "../failure.js";
import { readAgain } from "../read-again.js";
import { trpc } from "../trpc.js";

/** One step of sharing after the other, with what went wrong with the last. */
export function useSharing({ id: listId }: List) {
  const queryClient = useQueryClient();
  const [problem, setProblem] = useState<string>();
  const step = {
    onMutate: () => setProblem(undefined),
    onError: (error: unknown) => setProblem(reasonOf(error)),
    onSettled: () => readAgain(queryClient, getQueryKey(trpc.list)),
  };
  const setRole = trpc.list.setRole.useMutation(step);
  const transfer = trpc.list.transfer.useMutation(step);
  const removeMember = trpc.list.removeMember.useMutation(step);
  const createInvite = trpc.list.createInvite.useMutation(step);
  const revokeInvite = trpc.list.revokeInvite.useMutation(step);

  return {
    problem,
    setRole: ({ userId }: Member, role: GivenRole) => setRole.mutate({ listId, userId, role }),
    makeOwner: ({ userId }: Member) => transfer.mutate({ listId, userId }),
    remove: ({ userId }: Member) => removeMember.mutate({ listId, userId }),
    // Undefined where that went wrong, which `problem` tells.
    invite: (invite: { role: GivenRole; expiresAt: string; uses: number }) =>
      createInvite.mutateAsync({ listId, ...invite }).catch(() => undefined),
    revokeInvite: (inviteId: string) => revokeInvite.mutate({ listId, inviteId }),
  };
}
