import type { EffectsOf } from "../effect.js";
import { PERSONAL_LIMITS } from "../limits.js";
import { idTaken, noSuch, type Patch, Refusal, type Rows } from "../view.js";
import { differing } from "./changes.js";

/** What commands do to what a person has set up for themselves. */
export const PERSONAL_EFFECTS: EffectsOf<"label" | "view"> = {
  "label.setColor": (view, { id, name, color }, { userId, now }) => {
    const labels = [...view.labels()];
    const known = labels.find((label) => label.name === name);
    if (color === null && !isLive(known)) return [];
    if (!isLive(known) && labels.filter(isLive).length >= PERSONAL_LIMITS.labels)
      throw new Refusal(
        "CONFLICT",
        `You have given ${PERSONAL_LIMITS.labels} labels a colour, which is as many as one may.`,
      );
    if (known) {
      const set = differing(known, color === null ? { deletedAt: now } : { deletedAt: null, color });
      return set ? [{ table: "label", key: { id: known.id }, set }] : [];
    }
    if (color === null) return [];
    return [{ table: "label", key: { id }, insert: { id, userId, name, color, deletedAt: null } }];
  },
  "view.save": (view, { id, name, query }, { userId, now }) => {
    const known = view.savedView(id);
    if (known && known.userId !== userId) throw idTaken();
    if (!isLive(known) && [...view.savedViews()].filter(isLive).length >= PERSONAL_LIMITS.savedViews)
      throw new Refusal(
        "CONFLICT",
        `You have saved ${PERSONAL_LIMITS.savedViews} views, which is as many as one may.`,
      );
    if (known) return settingView(known, { name, query, deletedAt: null });
    return [
      {
        table: "saved_view",
        key: { id },
        insert: { id, userId, name, query, createdAt: now, deletedAt: null },
      },
    ];
  },
  "view.delete": (view, { id }, { userId, now }) => {
    const known = view.savedView(id);
    if (!known || known.userId !== userId) throw noSuch("view");
    return settingView(known, { deletedAt: known.deletedAt ?? now });
  },
};

/** Whether it is there, and was not taken away. */
const isLive = (row: { readonly deletedAt: string | null } | undefined) => row?.deletedAt === null;

function settingView(known: Rows["saved_view"], fields: Partial<Rows["saved_view"]>): Patch[] {
  const set = differing(known, fields);
  return set ? [{ table: "saved_view", key: { id: known.id }, set }] : [];
}
