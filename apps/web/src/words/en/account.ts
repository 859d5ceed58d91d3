import { number, plural } from "../format.js";
import { day, dayAndTime } from "../moment.js";
import { quote } from "./quote.js";

/** What is said about accounts. */
export const account = {
  field: (message: string) => `This ${message}.`,
  title: "Account",
  moment: "One moment…",
  /** What the server refuses, where a language has words of its own for it; else the second. */
  refused: (_message: string, otherwise: string) => otherwise,

  guest: {
    title: "You are a guest",
    more: "Your list lives in this browser until you claim it with e-mail and password.",
    claim: "Claim it",
  },

  fields: {
    email: "E-mail",
    newEmail: "New e-mail",
    password: "Password",
    newPassword: "New password",
    currentPassword: "Current password",
    passwordToBeSure: "Password, to be sure",
    passwordHint: (min: number) => `At least ${number(min)} characters, of any kind.`,
    name: "Name",
    nameHint: "What others see when you share a list.",
    nameHintOptional: "What others see when you share a list. Optional.",
    show: "Show",
    hide: "Hide",
    showOne: (label: string) => `Show ${label.toLowerCase()}`,
    hideOne: (label: string) => `Hide ${label.toLowerCase()}`,
    mailed: (email: string) => `An e-mail is on its way to ${email}. Open the link in it, and it is done.`,
  },

  claim: {
    title: "Claim this list",
    intro: "With e-mail and password you can sign in on any device, and nothing depends on this browser.",
    submit: "Claim",
    done: "This list is yours now. Sign in with your e-mail address wherever you want it.",
    elseBefore: "Have an account? ",
    elseLink: "Sign in",
    elseAfter: ": what you have written here comes along.",
  },

  confirm: {
    title: "Confirm your address",
    intro: "One press, and the address from the e-mail is yours here.",
    submit: "Confirm",
    done: "The address is confirmed",
    doneMore: "You can sign in with it now, wherever you like.",
    toTodos: "Go to your todos",
  },

  signIn: {
    title: "Sign in",
    introOfGuest: "What you have written in this browser comes along.",
    submit: "Sign in",
    forgot: "Forgot the password?",
    elseBefore: "No account yet? ",
    elseClaim: "Claim this list",
    elseSignUp: "Sign up",
  },

  signUp: {
    title: "Sign up",
    submit: "Sign up",
    closed: "This server takes no new accounts. Ask whoever runs it for one.",
    byInvite: "Accounts on this server are made by invitation: open the link that somebody has sent you.",
    elseBefore: "Have an account? ",
    elseLink: "Sign in",
  },

  forgot: {
    title: "Forgot the password",
    intro: "You get an e-mail with a link to set another.",
    submit: "Send the link",
    done: (email: string) => `If ${email} has an account, an e-mail is on its way there.`,
    noMailBefore: "This server sends no e-mail. Whoever runs it can make you a link with ",
    noMailCommand: "pnpm codex user reset YOUR-ADDRESS",
  },

  reset: {
    title: "Set a new password",
    submit: "Set the password",
    done: "The new password is set",
    doneMore: "Everywhere you were signed in you are now signed out.",
    signIn: "Sign in",
  },

  ended: {
    title: "Your session has ended.",
    ofGuest: "The list that lived in this browser cannot be reached any more.",
    link: "Sign in",
    after: " to go on. What you write meanwhile is kept and sent then.",
    startAnew: "Start a new list",
    askAnew: "Start a new list?",
  },

  signOut: {
    button: "Sign out",
    title: "Sign out?",
    titleOfGuest: "Sign out and lose this list?",
    confirm: "Sign out",
    confirmOfGuest: "Sign out and delete",
    moreOfGuest:
      "This list lives in this browser only. Without e-mail and password nobody can ever come back to it: it goes, for good.",
    unsent: (count: number) =>
      `${plural(count, "One change was", `${number(count)} changes were`)} not sent yet, and would be lost.`,
    unreachable: "The server cannot be reached. You are still signed in.",
  },

  name: { title: "Name", submit: "Save the name", done: "Your name is saved." },
  email: {
    title: "E-mail",
    now: (email: string) => `You sign in as ${email}.`,
    submit: "Change the address",
    done: "Your e-mail address is changed.",
  },
  password: {
    title: "Password",
    submit: "Change the password",
    done: "The password is changed. Every other device is signed out.",
  },

  sessions: {
    title: "Where you are signed in",
    /** What the server calls a device, such as "Firefox on Linux". */
    device: (name: string) => name,
    here: "This browser",
    lastUsed: (moment: string) => `Last used ${dayAndTime(moment)}`,
    signOut: "Sign out",
    signOutOf: (device: string) => `Sign out ${device}`,
    signOutElsewhere: "Sign out everywhere else",
  },

  tokens: {
    title: "Tokens for programs",
    more: "A program with a token reads and changes your todos as you do, until you revoke it.",
    rows: "Tokens",
    revoke: "Revoke",
    revokeOne: (name: string) => `Revoke ${name}`,
    revoked: (name: string) => `${quote(name)} is revoked.`,
    add: "New token",
    mayRead: "may read",
    mayChange: "may read and change",
    allLists: "all lists",
    lists: (count: number) => plural(count, "one list", `${number(count)} lists`),
    neverUsed: "never used",
    lastUsed: (moment: string) => `last used ${dayAndTime(moment)}`,
    ended: (moment: string) => `ended ${day(moment)}`,
    until: (moment: string) => `until ${day(moment)}`,
  },

  newToken: {
    name: "What it is for",
    scope: "It may",
    scopes: { "read-write": "read and change", read: "only read" },
    ends: "It ends",
    endings: { never: "when revoked", month: "in 30 days", year: "in a year" },
    lists: "Limit it to lists (none chosen: all of them)",
    submit: "Make the token",
    made: "This is the token. It is shown only now:",
    token: "Token",
  },

  data: {
    title: "Your data",
    more: "A file with everything that Codex keeps about you: lists, todos, sessions, tokens.",
    download: "Download everything",
    transfer: "Import and export…",
    delete: "Delete account",
    deleteTitle: "Delete the account?",
    deleteMore:
      "Your lists go for good. What you wrote into others' lists stays there, without your name. Lists that you share have to be handed over or deleted first.",
    deleteSubmit: "Delete for good",
    deleted: "The account is deleted.",
  },
};

/** What is said about accounts, in any language. */
export type AccountWords = typeof account;
