import { ACCOUNT_LIMITS } from "@codex/core/limits";
import type { AccountWords } from "../en/account.js";
import { number, plural } from "../format.js";
import { day, dayAndTime } from "../moment.js";
import { frame } from "./frame.js";
import { quote } from "./quote.js";

const { nameProblem } = frame;
const { emailLength, nameLength, passwordLength, tokens } = ACCOUNT_LIMITS;

/** What the server refuses, by its English words for it. */
const REFUSED: Readonly<Record<string, string>> = {
  "must be an e-mail address such as name@example.org":
    "Das muss eine E-Mail-Adresse wie name@example.org sein.",
  "must be an address that e-mail reaches": "Das muss eine Adresse sein, bei der E-Mails ankommen.",
  [`Too big: expected string to have <=${emailLength} characters`]: `Die Adresse darf höchstens ${emailLength} Zeichen lang sein.`,
  [`must have at least ${passwordLength.min} characters`]: `Das Passwort muss mindestens ${passwordLength.min} Zeichen haben.`,
  [`must have at most ${passwordLength.max} characters`]: `Das Passwort darf höchstens ${passwordLength.max} Zeichen haben.`,
  [`Too big: expected string to have <=${passwordLength.max * 4} characters`]: "Das ist zu lang.",
  "has not the right length": "Das Passwort ist zu kurz oder zu lang.",
  "is one of the first that would be tried: choose another":
    "Dieses Passwort würde als eines der ersten ausprobiert. Nimm ein anderes.",
  "is not your password": "Das ist nicht dein Passwort.",
  "must not be empty": nameProblem.empty,
  "must not contain the NUL character": nameProblem.nul,
  "must not contain half of a surrogate pair": nameProblem.halfPair,
  [`must be at most ${nameLength} characters long`]: nameProblem.tooLong(nameLength),
  "The e-mail address or the password is wrong.": "Die E-Mail-Adresse oder das Passwort stimmt nicht.",
  "This address already has an account. Sign in to it instead.":
    "Zu dieser Adresse gibt es schon ein Konto. Melde dich damit an.",
  "There is no such link (any more).": "Diesen Link gibt es nicht (mehr).",
  "There is no such link (any more). Ask for a new one.":
    "Diesen Link gibt es nicht (mehr). Fordere einen neuen an.",
  "There is no such account.": "Dieses Konto gibt es nicht (mehr).",
  "There is no such invite.": "Diese Einladung gibt es nicht (mehr).",
  "There is no such list.": "Diese Liste gibt es nicht (mehr).",
  "There is no such session.": "Diese Anmeldung gibt es nicht (mehr).",
  "There is no such token.": "Dieses Token gibt es nicht (mehr).",
  "You have an account already.": "Du hast schon ein Konto.",
  "This list has been claimed already.": "Diese Liste ist schon gesichert.",
  [`You have ${tokens} tokens. Revoke one first.`]: `Du hast schon ${tokens} Tokens. Widerrufe zuerst eines.`,
  "Accounts on this server are made by invitation: ask somebody to share a list with you.":
    "Konten gibt es auf diesem Server nur auf Einladung: Bitte jemanden, eine Liste mit dir zu teilen.",
  "This server takes no new accounts. Ask whoever runs it for one.":
    "Dieser Server nimmt keine neuen Konten an. Frag, wer ihn betreibt.",
  "This server has one owner and no accounts (ACCESS=single).":
    "Dieser Server gehört einer Person und hat keine Konten (ACCESS=single).",
  "This server has no guests. Sign in to an account.":
    "Dieser Server hat keine Gäste. Melde dich mit einem Konto an.",
  "This server sends no e-mail. Whoever runs it can make a link: pnpm codex user reset EMAIL":
    "Dieser Server verschickt keine E-Mails. Wer ihn betreibt, kann einen Link erstellen: pnpm codex user reset EMAIL",
  "Pages of another origin may not call.": "Von dieser Adresse aus darf der Server nicht gefragt werden.",
  "This server does not know itself by that name. Set PUBLIC_URL to the address people use.":
    "Unter diesem Namen kennt der Server sich nicht. Setze PUBLIC_URL auf die Adresse, die alle benutzen.",
  "The database cannot be reached at the moment. Try again shortly.":
    "Die Datenbank ist gerade nicht erreichbar. Versuch es gleich noch einmal.",
  "Something went wrong on the server. Its log has the cause, under this answer's x-request-id.":
    "Auf dem Server ist etwas schiefgegangen. Warum, steht in seinem Protokoll unter der x-request-id dieser Antwort.",
};

/** The same for what has something put in. */
const REFUSED_WITH: readonly (readonly [RegExp, (what: string) => string])[] = [
  [
    /^Too many requests\. Nothing was changed; try again in (\d+) s\.$/,
    (seconds) => `Zu viele Versuche. Es wurde nichts geändert; versuch es in ${seconds} s noch einmal.`,
  ],
  [
    /^Others would lose (.+)\. Hand over or delete what you share first\.$/s,
    (names) =>
      `Andere würden ${names.replaceAll("“", "„").replaceAll("”", "“")} verlieren. Übergib oder lösche zuerst, was du teilst.`,
  ],
  [/^Bad input: token: /, () => "Der Link ist unvollständig. Öffne ihn noch einmal."],
];

function refusedWith(message: string): string | undefined {
  for (const [pattern, say] of REFUSED_WITH) {
    const found = pattern.exec(message);
    if (found) return say(found[1] ?? "");
  }
  return undefined;
}

/** What is said about accounts. */
export const account: AccountWords = {
  field: (message) => `Bitte prüfen (${message}).`,
  title: "Konto",
  moment: "Einen Moment…",
  refused: (message, otherwise) => REFUSED[message] ?? refusedWith(message) ?? otherwise,

  guest: {
    title: "Du bist Gast",
    more: "Deine Liste gibt es nur in diesem Browser, bis du sie mit E-Mail und Passwort sicherst.",
    claim: "Jetzt sichern",
  },

  fields: {
    email: "E-Mail",
    newEmail: "Neue E-Mail",
    password: "Passwort",
    newPassword: "Neues Passwort",
    currentPassword: "Bisheriges Passwort",
    passwordToBeSure: "Passwort, zur Sicherheit",
    passwordHint: (min) => `Mindestens ${number(min)} beliebige Zeichen.`,
    name: "Name",
    nameHint: "Das sehen andere, wenn du eine Liste teilst.",
    nameHintOptional: "Das sehen andere, wenn du eine Liste teilst. Freiwillig.",
    show: "Zeigen",
    hide: "Verbergen",
    showOne: (label) => `${label} zeigen`,
    hideOne: (label) => `${label} verbergen`,
    mailed: (email) =>
      `Eine E-Mail an ${email} ist unterwegs. Öffne den Link darin, dann ist alles erledigt.`,
  },

  claim: {
    title: "Diese Liste sichern",
    intro:
      "Mit E-Mail und Passwort kannst du dich auf jedem Gerät anmelden, und nichts hängt mehr an diesem Browser.",
    submit: "Sichern",
    done: "Diese Liste gehört jetzt dir. Melde dich mit deiner E-Mail-Adresse an, wo immer du sie brauchst.",
    elseBefore: "Du hast schon ein Konto? ",
    elseLink: "Melde dich an",
    elseAfter: ": Was du hier geschrieben hast, kommt mit.",
  },

  confirm: {
    title: "Bestätige deine Adresse",
    intro: "Ein Klick, und die Adresse aus der E-Mail gehört hier dir.",
    submit: "Bestätigen",
    done: "Die Adresse ist bestätigt",
    doneMore: "Du kannst dich jetzt damit anmelden, wo immer du magst.",
    toTodos: "Zu deinen Aufgaben",
  },

  signIn: {
    title: "Anmelden",
    introOfGuest: "Was du in diesem Browser geschrieben hast, kommt mit.",
    submit: "Anmelden",
    forgot: "Passwort vergessen?",
    elseBefore: "Noch kein Konto? ",
    elseClaim: "Sichere diese Liste",
    elseSignUp: "Registriere dich",
  },

  signUp: {
    title: "Registrieren",
    submit: "Registrieren",
    closed: "Dieser Server nimmt keine neuen Konten an. Frag, wer ihn betreibt.",
    byInvite:
      "Konten gibt es auf diesem Server nur auf Einladung: Öffne den Link, den dir jemand geschickt hat.",
    elseBefore: "Du hast schon ein Konto? ",
    elseLink: "Melde dich an",
  },

  forgot: {
    title: "Passwort vergessen",
    intro: "Du bekommst eine E-Mail mit einem Link, um ein neues zu setzen.",
    submit: "Link schicken",
    done: (email) => `Wenn es zu ${email} ein Konto gibt, ist eine E-Mail dorthin unterwegs.`,
    noMailBefore:
      "Dieser Server verschickt keine E-Mails. Wer ihn betreibt, kann dir einen Link erstellen, mit ",
    noMailCommand: "pnpm codex user reset DEINE-ADRESSE",
  },

  reset: {
    title: "Neues Passwort setzen",
    submit: "Passwort setzen",
    done: "Das neue Passwort ist gesetzt",
    doneMore: "Überall, wo du angemeldet warst, bist du jetzt abgemeldet.",
    signIn: "Anmelden",
  },

  ended: {
    title: "Deine Anmeldung ist abgelaufen.",
    ofGuest: "Die Liste in diesem Browser ist nicht mehr erreichbar.",
    link: "Melde dich an",
    after: ", um weiterzumachen. Was du bis dahin schreibst, bleibt erhalten und wird dann gesendet.",
    startAnew: "Neue Liste beginnen",
    askAnew: "Neue Liste beginnen?",
  },

  signOut: {
    button: "Abmelden",
    title: "Abmelden?",
    titleOfGuest: "Abmelden und diese Liste verlieren?",
    confirm: "Abmelden",
    confirmOfGuest: "Abmelden und löschen",
    moreOfGuest:
      "Diese Liste gibt es nur in diesem Browser. Ohne E-Mail und Passwort kann niemand je zu ihr zurück: Sie geht endgültig verloren.",
    unsent: (count) =>
      plural(
        count,
        "Eine Änderung ist noch nicht gesendet und ginge verloren.",
        `${number(count)} Änderungen sind noch nicht gesendet und gingen verloren.`,
      ),
    unreachable: "Der Server ist nicht erreichbar. Du bist noch angemeldet.",
  },

  name: { title: "Name", submit: "Namen speichern", done: "Dein Name ist gespeichert." },
  email: {
    title: "E-Mail",
    now: (email) => `Du meldest dich mit ${email} an.`,
    submit: "Adresse ändern",
    done: "Deine E-Mail-Adresse ist geändert.",
  },
  password: {
    title: "Passwort",
    submit: "Passwort ändern",
    done: "Das Passwort ist geändert. Alle anderen Geräte sind abgemeldet.",
  },

  sessions: {
    title: "Wo du angemeldet bist",
    device: (name) => (name === "Unknown device" ? "Unbekanntes Gerät" : name.replace(" on ", " unter ")),
    here: "Dieser Browser",
    lastUsed: (moment) => `Zuletzt benutzt: ${dayAndTime(moment)}`,
    signOut: "Abmelden",
    signOutOf: (device) => `${device} abmelden`,
    signOutElsewhere: "Überall sonst abmelden",
  },

  tokens: {
    title: "Tokens für Programme",
    more: "Ein Programm mit einem Token liest und ändert deine Aufgaben wie du selbst, bis du es widerrufst.",
    rows: "Vorhandene Tokens",
    revoke: "Widerrufen",
    revokeOne: (name) => `${name} widerrufen`,
    revoked: (name) => `${quote(name)} ist widerrufen.`,
    add: "Neues Token",
    mayRead: "darf lesen",
    mayChange: "darf lesen und ändern",
    allLists: "alle Listen",
    lists: (count) => plural(count, "eine Liste", `${number(count)} Listen`),
    neverUsed: "nie benutzt",
    lastUsed: (moment) => `zuletzt benutzt: ${dayAndTime(moment)}`,
    ended: (moment) => `abgelaufen: ${day(moment)}`,
    until: (moment) => `gültig bis ${day(moment)}`,
  },

  newToken: {
    name: "Wofür es ist",
    scope: "Es darf",
    scopes: { "read-write": "lesen und ändern", read: "nur lesen" },
    ends: "Es gilt",
    endings: { never: "bis du es widerrufst", month: "30 Tage", year: "ein Jahr" },
    lists: "Auf Listen beschränken (keine gewählt: alle)",
    submit: "Token erstellen",
    made: "Das ist das Token. Du siehst es nur jetzt:",
    token: "Token",
  },

  data: {
    title: "Deine Daten",
    more: "Eine Datei mit allem, was Codex über dich weiß: Listen, Aufgaben, Anmeldungen, Tokens.",
    download: "Alles herunterladen",
    transfer: "Importieren und exportieren …",
    delete: "Konto löschen",
    deleteTitle: "Konto löschen?",
    deleteMore:
      "Deine Listen verschwinden endgültig. Was du in die Listen anderer geschrieben hast, bleibt dort, ohne deinen Namen. Listen, die du teilst, musst du zuerst übergeben oder löschen.",
    deleteSubmit: "Endgültig löschen",
    deleted: "Das Konto ist gelöscht.",
  },
};
