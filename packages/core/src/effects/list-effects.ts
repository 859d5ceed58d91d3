import type { EffectsOf } from "../effect.js";
import { balancedRanks, byRank } from "../rank.js";
import { idTaken, noSuch, type Patch, Refusal, type Rows, type View } from "../view.js";
import { differing, setting } from "./changes.js";
import { liveIn } from "./todo-effects.js";

/** What commands do to lists and places in them. */
export const LIST_EFFECTS: EffectsOf<"list"> = {
  "list.create": (view, { id, name }, { now, userId }) => {
    const known = view.list(id);
    const isOurs = known && known.deletedAt === null && view.member(id, userId)?.role === "owner";
    if (known && !(isOurs && known.name === name)) throw idTaken();
    if (known) return [];
    const list = { id, name, inboxOf: null, createdAt: now, deletedAt: null };
    const owner = { listId: id, userId, role: "owner", position: 0, createdAt: now } as const;
    return [
      { table: "list", key: { id }, insert: list },
      { table: "member", key: { listId: id, userId }, insert: owner },
    ];
  },
  "list.rename": (view, { listId, name }) => settingList(view, listId, { name }),
  "list.delete": (view, { listId }, { now }) => {
    if (existing(view, listId).inboxOf !== null)
      throw new Refusal("FORBIDDEN", "The Inbox cannot be deleted. It can be renamed and emptied.");
    return settingList(view, listId, { deletedAt: now });
  },
  "list.restore": (view, { listId }) => settingList(view, listId, { deletedAt: null }),
  "list.purge": (view, { listId }) => {
    if (existing(view, listId).deletedAt === null)
      throw new Refusal("CONFLICT", "Only a deleted list can be deleted for good.");
    return [{ table: "list", key: { id: listId }, remove: true }];
  },
  "list.rebalance": (view, { listId }) => {
    const rows = liveIn(view, listId).sort(byRank);
    const ranks = balancedRanks(rows);
    return rows.flatMap((row, index) => setting(row, { rank: ranks[index] ?? null }));
  },
  "list.setOrder": (view, { listIds }, { userId }) => {
    const order = [...new Set(listIds)];
    return [...view.memberships()].flatMap(({ listId, position }) => {
      const at = order.indexOf(listId);
      const next = at < 0 ? 0 : at - order.length;
      return next === position ? [] : [{ table: "member", key: { listId, userId }, set: { position: next } }];
    });
  },
  "list.setRole": (view, { listId, userId, role }) => {
    const member = notOwner(view, listId, userId);
    return member.role === role ? [] : [{ table: "member", key: { listId, userId }, set: { role } }];
  },
  "list.removeMember": (view, { listId, userId }) => removal(view, listId, userId),
  "list.leave": (view, { listId }, { userId }) => removal(view, listId, userId),
  "list.transfer": (view, { listId, userId: heir }, { userId }) => {
    if (!view.member(listId, heir)) throw noSuch("member");
    if (heir === userId) return [];
    // In this order: a list has one owner at most at any moment.
    return [
      { table: "member", key: { listId, userId }, set: { role: "editor" } },
      { table: "member", key: { listId, userId: heir }, set: { role: "owner" } },
    ];
  },
};

function settingList(view: View, listId: string, set: Partial<Rows["list"]>): Patch[] {
  const changed = differing(existing(view, listId), set);
  return changed ? [{ table: "list", key: { id: listId }, set: changed }] : [];
}

function existing(view: View, listId: string): Rows["list"] {
  const list = view.list(listId);
  if (!list) throw noSuch("list");
  return list;
}

function removal(view: View, listId: string, userId: string): Patch[] {
  notOwner(view, listId, userId);
  return [{ table: "member", key: { listId, userId }, remove: true }];
}

function notOwner(view: View, listId: string, userId: string): Rows["member"] {
  const member = view.member(listId, userId);
  if (!member) throw noSuch("member");
  if (member.role === "owner")
    throw new Refusal(
      "CONFLICT",
      "A list always has an owner. Hand it over to another member first (list.transfer).",
    );
  return member;
}
