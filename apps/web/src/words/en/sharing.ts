import { isolated, number, plural } from "../format.js";
import { quote } from "./quote.js";

const days = (count: number) => plural(count, "a day", `${number(count)} days`);
const people = (count: number) => plural(count, "one person", `${number(count)} people`);

/** What is said in dialogs about lists, and about joining one: no part of `en`, since few visits need it. */
export const sharing = {
  rename: { title: "Rename the list", name: "Name", confirm: "Rename" },

  delete: {
    title: (name: string) => `Delete ${quote(name)}?`,
    confirm: "Delete",
    more: (members: number, restorableDays: number) =>
      `Its todos go with it${members > 1 ? `, for all ${number(members)} members` : ""}. You can restore it for ${number(restorableDays)} days.`,
  },

  leave: {
    title: (name: string) => `Leave ${quote(name)}?`,
    confirm: "Leave",
    more: "To come back you need another invite.",
  },

  share: {
    title: (name: string) => `Share ${quote(name)}`,
    titleMembers: (name: string) => `Members of ${quote(name)}`,
    inbox: "The Inbox is yours alone. Make another list and move todos there to share them.",
  },

  members: {
    label: "Members",
    roles: { owner: "Owner", editor: "Editor", viewer: "Viewer" },
    roleOf: (name: string) => `Role of ${name}`,
    makeOwner: "Owner…",
    remove: "Remove",
    removeOne: (name: string) => `Remove ${name}`,
    askRemove: (name: string) => `Remove ${isolated(name)}?`,
    askRemoveMore: "They lose the list at once. What they wrote stays.",
    askHandOver: (name: string) => `Make ${isolated(name)} the owner?`,
    askHandOverMore: (list: string) =>
      `${quote(list)} will be theirs. You stay as an editor, and only they can change that.`,
    handOver: "Hand over",
    you: "you",
    guest: "guest",
  },

  invites: {
    label: "Invites",
    title: "Invite by link",
    may: "They may",
    roles: { editor: "edit", viewer: "look" },
    worksFor: "The link works for",
    days,
    andFor: "and for",
    people,
    make: "Make a link",
    shownOnce: "Whoever opens this link can join. It is shown only now:",
    link: "Invite link",
    open: "Open invites",
    to: { editor: "To edit", viewer: "To look" },
    used: (used: number, uses: number, until: string) =>
      `used ${number(used)} of ${number(uses)}, until ${until}`,
    revoke: "Revoke",
  },

  offer: {
    title: "Invite",
    join: (list: string) => `Join ${quote(list)}`,
    editor: (owner: string) =>
      `${isolated(owner)} shares this list with you. You may add, change and complete its todos.`,
    viewer: (owner: string) => `${isolated(owner)} shares this list with you. You may look at it.`,
    submit: "Join",
    haveAccount: "Have an account? ",
    haveAccountLink: "Sign in",
    haveAccountAfter: " first.",
    needAccount: "You need an account to join. ",
    needAccountLink: "Sign in",
    or: " or ",
    signUp: "sign up",
    notRead: "The invite could not be read",
    ended: "This invite does not work",
    endedMore: "It was revoked, used up or has expired. Ask whoever sent it for another.",
  },

  trash: {
    empty: "The trash is empty.",
    kept: (restorableDays: number) => `What was deleted is kept for ${number(restorableDays)} days.`,
    rows: "Deleted",
    list: "List",
    restore: "Restore",
    restoreOne: (name: string) => `Restore ${name}`,
    purge: "Delete for good",
    purgeOne: (name: string) => `Delete for good: ${name}`,
    askPurge: (name: string) => `Delete ${quote(name)} for good?`,
    askPurgeMore: {
      list: "Its todos go with it. Nobody can bring them back.",
      todo: "Nobody can bring it back.",
    },
    more: "Show more",
    listPurged: (name: string) => `${name} deleted for good`,
    purged: "Todo deleted for good",
  },

  gone: {
    tab: "List not found",
    title: "This list is not there",
    more: "It was deleted, or it is not shared with you any more.",
    toInbox: "Go to your Inbox",
  },
};

export type SharingWords = typeof sharing;
