import { setTimeout as pause } from "node:timers/promises";
import { expect, type Locator, type Page } from "@playwright/test";
import { AFTERMATH } from "./sample.js";

/** Something that is done on a page again and again. */
export interface Action {
  /** What is measured, in the order of the inputs of one time; most actions have one input. */
  readonly names: readonly string[];
  /** The type of the events that are its inputs. */
  readonly input: "pointerup" | "keydown";
  /** What comes before the first time, and is not recorded. */
  readonly begin: () => Promise<void>;
  /** Does it, and fails if it had no effect. */
  readonly once: (time: number) => Promise<void>;
  readonly end: () => Promise<void>;
}

/** Milliseconds from one input to the next, within which everything that follows from the first has happened. */
const PACE = AFTERMATH + 50;

/** Milliseconds that a person holds a mouse button. */
const HOLD = 50;

/** Rows that are clicked in turn: so many are in sight, and not covered, on both pages. */
const ROWS = 5;

/** The checkbox of a row. Not by its role, for which all of ten thousand rows would be asked for their names. */
const BOX = "li input[type=checkbox]";

const nothing = async () => {};

/** The least that an input can cost: a page with one button. */
export function emptyPageActions(page: Page): { click: Action; key: Action } {
  const button = page.getByRole("button");
  const changes = async (input: () => Promise<void>) => {
    const before = await button.textContent();
    await input();
    expect(await button.textContent()).not.toBe(before);
  };
  return {
    click: {
      names: ["empty page, click"],
      input: "pointerup",
      begin: nothing,
      once: () => changes(() => click(page, button)),
      end: nothing,
    },
    key: {
      names: ["empty page, key"],
      input: "keydown",
      begin: nothing,
      once: () => changes(() => press(page, "x")),
      end: nothing,
    },
  };
}

/** Clicks checkboxes in turn. */
export function toggling(page: Page, name: string): Action {
  const boxes = page.locator(BOX);
  return {
    names: [name],
    input: "pointerup",
    begin: () => toTop(page),
    once: async (time) => {
      const box = boxes.nth(time % ROWS);
      const before = await box.isChecked();
      await click(page, box);
      expect(await box.isChecked(), name).toBe(!before);
    },
    end: nothing,
  };
}

/** Keeps what a click consists of from all code of a page, until it is told that it may be heard again. */
const DEAFEN = `
  const until = new AbortController();
  for (const type of ["pointerdown", "mousedown", "pointerup", "mouseup", "click", "input", "change"])
    addEventListener(type, (event) => event.stopImmediatePropagation(), { capture: true, signal: until.signal });
  addEventListener("heard-again", () => until.abort(), { once: true });
`;

/** The least that an input can cost on the page of the app: the browser ticks a box by itself, and no code hears of it. */
export function barely(page: Page): Action {
  const action = toggling(page, "the box alone");
  return {
    ...action,
    begin: async () => {
      await action.begin();
      await page.evaluate(`{${DEAFEN}}`);
    },
    end: () => page.evaluate("void dispatchEvent(new Event('heard-again'))"),
  };
}

/** What is done to a list of todos on the page of the app. */
export function todoActions(page: Page): readonly Action[] {
  const box = page.locator(BOX);
  const nameOf = (index: number) => box.nth(index).getAttribute("aria-label");
  const filters = page.getByRole("navigation", { name: "Filter" });
  return [
    toggling(page, "toggle"),
    {
      names: ["edit: open", "edit: a character", "edit: save"],
      input: "keydown",
      begin: () => box.nth(1).focus(),
      once: async () => {
        const before = await nameOf(1);
        for (const key of ["F2", "x", "Enter"]) await press(page, key);
        expect(await nameOf(1)).toBe(`${before}x`);
      },
      end: () => shorten(page, box.nth(1)),
    },
    searching(page),
    {
      names: ["filter"],
      input: "pointerup",
      begin: nothing,
      once: async (time) => {
        const link = filters.getByRole("link").nth((time + 1) % 3);
        await click(page, link);
        expect(await link.getAttribute("aria-current")).toBe("page");
      },
      end: () => click(page, filters.getByRole("link").first()),
    },
    {
      names: ["move"],
      input: "keydown",
      begin: async () => {
        await box.nth(4).focus();
        // Held all the time: it would else be an input of its own. It is told of with the next frame.
        await page.keyboard.down("Alt");
        for (const key of ["ArrowDown", "ArrowUp"]) await press(page, key);
      },
      once: async (time) => {
        const before = await nameOf(4);
        await press(page, time % 2 === 0 ? "ArrowDown" : "ArrowUp");
        expect(await nameOf(4)).not.toBe(before);
      },
      end: () => page.keyboard.up("Alt"),
    },
  ];
}

/** Types a character into the search, and deletes it again. */
function searching(page: Page): Action {
  const field = page.getByRole("searchbox");
  const count = page.locator("search [role=status]");
  return {
    names: ["search: a character"],
    input: "keydown",
    begin: async () => {
      await page.locator(BOX).nth(1).focus();
      for (const key of ["f", "7"]) await press(page, key);
    },
    once: async (time) => {
      const before = await count.textContent();
      await press(page, time % 2 === 0 ? "3" : "Backspace");
      expect(await count.textContent()).not.toBe(before);
    },
    end: async () => {
      await field.press("Escape");
      await field.waitFor({ state: "detached" });
    },
  };
}

/** A row that was made longer in every turn would in the end have two lines. */
async function shorten(page: Page, box: Locator): Promise<void> {
  await page.keyboard.press("F2");
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("todo 2");
  await page.keyboard.press("Enter");
  expect(await box.getAttribute("aria-label")).toBe("todo 2");
}

/** To where a page was before rows that got the focus were brought into sight. */
async function toTop(page: Page): Promise<void> {
  await page.evaluate("scrollTo(0, 0)");
}

/** The pointer comes, presses, and lets go a moment later, as a hand does. */
async function click(page: Page, target: Locator): Promise<void> {
  const box = await target.boundingBox();
  if (!box) throw new Error("What is to be clicked is not there.");
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await pause(PACE);
  await page.mouse.down();
  await pause(HOLD);
  await page.mouse.up();
  await pause(PACE);
}

async function press(page: Page, key: string): Promise<void> {
  await page.keyboard.press(key);
  await pause(PACE);
}
