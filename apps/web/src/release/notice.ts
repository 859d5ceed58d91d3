import { announce } from "../ui/announcer.js";
import { shared, useShared } from "../ui/shared.js";

/** Something about the page itself that stays in sight until it is acted upon or dismissed. */
interface Notice {
  readonly text: string;
  readonly action?: { readonly label: string; readonly run: () => void };
}

const shown = shared<Notice | undefined>(undefined);

/** Shows a notice in place of the one before. */
export function notify(notice: Notice): void {
  shown.set(notice);
  announce(notice.text);
}

export function dismissNotice(): void {
  shown.set(undefined);
}

export function useNotice(): Notice | undefined {
  return useShared(shown);
}
