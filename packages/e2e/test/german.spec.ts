import type { Page } from "@playwright/test";
import { ACCOUNTS, expect, isolated, PASSWORD, test } from "../src/fixtures.js";

test.use({ locale: "de-DE", settings: ACCOUNTS });

/** Words that English cannot do without. None of them is a German word, or what a test has written itself. */
const ENGLISH =
  /\b(sign|delete|deleted|lists?|your?|the|and|with|todos?|account|password|share|members?|invites?|trash|remove|rename|revoke|claim|last used|this|new)\b/giu;

/** What the page tells: its text, what stands in for text, and the name of the tab. */
async function told(page: Page): Promise<string> {
  // As it is laid out: in `textContent` the words of neighbours run together, and no word of its own is left.
  const shown = await page.locator("body").allInnerTexts();
  const named = await page.evaluate(() => {
    const attributes = ["aria-label", "title", "placeholder", "alt"];
    const elements = [...document.querySelectorAll(attributes.map((name) => `[${name}]`).join())];
    return elements.flatMap((element) => attributes.map((name) => element.getAttribute(name) ?? ""));
  });
  return [await page.title(), ...shown, ...named].join("\n");
}

/** Expects a heading, and no English word around it. */
async function isGerman(page: Page, heading: string): Promise<void> {
  await expect(page.getByRole("heading", { name: heading, exact: true })).toBeVisible();
  expect((await told(page)).match(ENGLISH), heading).toBeNull();
}

async function addTodo(page: Page, text: string): Promise<void> {
  await page.getByRole("textbox", { name: "Neue Aufgabe" }).fill(text);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("checkbox", { name: text, exact: true })).toBeVisible();
}

test("a visitor signs up in German, and is told in German what is wrong", async ({ todos, page, codex }) => {
  await expect(page.locator("html")).toHaveAttribute("lang", "de");
  await expect(todos.composer).toHaveCount(0);
  await page.goto("/sign-in");
  await isGerman(page, "Anmelden");
  await page.getByRole("link", { name: "Registriere dich" }).click();
  await isGerman(page, "Registrieren");
  await page.getByLabel("E-Mail").fill("anna");
  await page.getByLabel("Passwort", { exact: true }).fill("kurz");
  await page.getByRole("button", { name: "Registrieren" }).click();
  await expect(page.getByText(/^Das muss eine E-Mail-Adresse/)).toBeVisible();
  await expect(page.getByText("Das Passwort muss mindestens 10 Zeichen haben.")).toBeVisible();
  await isGerman(page, "Registrieren");
  expect(await codex.db.user.count({ where: { email: { startsWith: "anna" } } })).toBe(0);
  await page.getByLabel("E-Mail").fill("anna@example.org");
  await page.getByLabel("Passwort", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Registrieren" }).click();
  await expect(page.getByRole("link", { name: "Konto von anna" })).toBeVisible();
});

test("a wrong password is refused in German", async ({ todos, page }) => {
  await todos.page.goto("/sign-in");
  await page.getByLabel("E-Mail").fill("nobody@example.org");
  await page.getByLabel("Passwort", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Anmelden" }).click();
  await expect(page.getByRole("alert")).toHaveText("Die E-Mail-Adresse oder das Passwort stimmt nicht.");
  await isGerman(page, "Anmelden");
});

test("lists, their menu, sharing and the trash speak German", async ({ todos, page, secondBrowser }) => {
  await addTodo(todos.page, "Milch");
  const lists = page.getByRole("navigation", { name: "Listen" });
  await lists.getByRole("textbox", { name: "Neue Liste" }).fill("Einkauf");
  await page.keyboard.press("Enter");
  await isGerman(page, "Einkauf");
  await addTodo(page, "Brot");
  await expect(lists.getByRole("link", { name: "Einkauf 1 offen" })).toBeVisible();
  await page.getByRole("button", { name: "Menü von Einkauf" }).click();
  await isGerman(page, "Einkauf");
  await page.getByRole("button", { name: "Teilen", exact: true }).click();
  await page.getByRole("button", { name: "Link erstellen" }).click();
  const link = await page.getByLabel("Einladungslink").inputValue();
  const open = page.getByRole("list", { name: "Offene Einladungen" });
  await expect(open.getByText(/^0 von 10 Mal benutzt, gültig bis \d{2}\.\d{2}\.\d{4}$/)).toBeVisible();
  await isGerman(page, `„${isolated("Einkauf")}“ teilen`);
  await page.keyboard.press("Escape");
  const second = await secondBrowser(link);
  await isGerman(second.page, `„${isolated("Einkauf")}“ beitreten`);
  await second.page.getByRole("button", { name: "Beitreten" }).click();
  await expect(second.page.getByRole("checkbox", { name: "Brot", exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Brot löschen" }).click();
  await page.getByRole("button", { name: "Papierkorb" }).click();
  await expect(page.getByRole("button", { name: "Brot endgültig löschen" })).toBeVisible();
  await isGerman(page, "Papierkorb");
});

test("the account page speaks German", async ({ todos, page }) => {
  await addTodo(todos.page, "Milch");
  await page.getByRole("link", { name: "mit E-Mail und Passwort sicherst" }).click();
  await isGerman(page, "Diese Liste sichern");
  await page.getByLabel("E-Mail").fill("berta@example.org");
  await page.getByLabel("Passwort", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sichern" }).click();
  await page.getByRole("link", { name: "Konto von berta" }).click();
  const sessions = page.getByRole("region", { name: "Wo du angemeldet bist" });
  await expect(sessions).toContainText("unter Linux");
  await page.getByRole("button", { name: "Neues Token" }).click();
  await isGerman(page, "Konto");
  await page.getByLabel("Wofür es ist").fill("Cron");
  await page.getByLabel("Es gilt").selectOption({ label: "30 Tage" });
  await page.getByRole("button", { name: "Token erstellen" }).click();
  await expect(
    page.getByText(/darf lesen und ändern · alle Listen · nie benutzt · gültig bis \d/),
  ).toBeVisible();
  await page.getByRole("button", { name: "Konto löschen" }).click();
  const dialog = page.getByRole("dialog", { name: "Konto löschen?" });
  await dialog.getByLabel("Passwort, zur Sicherheit", { exact: true }).fill("falsch");
  await page.keyboard.press("Enter");
  await expect(dialog.getByText("Das ist nicht dein Passwort.")).toBeVisible();
  await isGerman(page, "Konto löschen?");
});
