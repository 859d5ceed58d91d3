import { newId } from "@codex/core/id";
import type { List } from "@codex/core/list";
import { useQueryClient } from "@tanstack/react-query";
import { getQueryKey } from "@trpc/react-query";
import { useMemo } from "react";
import { useLocation } from "wouter";
import { useSession } from "../account/session-context.js";
import { reasonOf } from "../failure.js";
import { readAgain } from "../read-again.js";
import { trpc } from "../trpc.js";
import { announce } from "../ui/announcer.js";
import { toast } from "../ui/toast.js";

/** What can be done with whole lists. Each shows what came of it, and says so if nothing did. */
export interface ListActions {
  create(name: string): Promise<void>;
  rename(list: List, name: string): Promise<void>;
  remove(list: List): Promise<void>;
  restore(list: List): Promise<void>;
  leave(list: List): Promise<void>;
  /** One place up or down in one's own order. */
  shift(lists: readonly List[], list: List, by: 1 | -1): Promise<void>;
}

export function useListActions(): ListActions {
  const queryClient = useQueryClient();
  const { client } = trpc.useUtils();
  const session = useSession();
  const [, navigate] = useLocation();
  return useMemo<ListActions>(() => {
    const readLists = () => readAgain(queryClient, getQueryKey(trpc.list));
    const doing = async (what: string, work: () => Promise<void>) => {
      try {
        await session.ready(undefined);
        await work();
        await readLists();
      } catch (error) {
        toast(`${what}. ${reasonOf(error)}`);
      }
    };
    const restore = (list: List) =>
      doing(`Could not restore “${list.name}”`, async () => {
        await client.list.restore.mutate({ listId: list.id });
        announce(`${list.name} restored`);
      });
    return {
      create: (name) =>
        doing(`Could not make “${name}”`, async () => {
          const list = await client.list.create.mutate({ id: newId(), name });
          await readLists();
          announce(`List ${name} added`);
          navigate(`/list/${list.id}`);
        }),
      rename: (list, name) =>
        doing(`Could not rename “${list.name}”`, async () => {
          await client.list.rename.mutate({ listId: list.id, name });
        }),
      remove: (list) =>
        doing(`Could not delete “${list.name}”`, async () => {
          await client.list.delete.mutate({ listId: list.id });
          navigate("/");
          toast(`“${list.name}” was deleted.`, { label: "Undo", run: () => void restore(list) });
        }),
      restore,
      leave: (list) =>
        doing(`Could not leave “${list.name}”`, async () => {
          await client.list.leave.mutate({ listId: list.id });
          navigate("/");
          announce(`You left ${list.name}`);
        }),
      shift: (lists, list, by) =>
        doing("Could not change the order", async () => {
          const ids = lists.filter(({ isInbox }) => !isInbox).map(({ id }) => id);
          const at = ids.indexOf(list.id);
          const to = Math.min(Math.max(at + by, 0), ids.length - 1);
          await client.list.setOrder.mutate({ listIds: ids.toSpliced(at, 1).toSpliced(to, 0, list.id) });
        }),
    };
  }, [queryClient, client, session, navigate]);
}
