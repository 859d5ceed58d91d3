import { words } from "../words/words.js";
import { notify } from "./notice.js";

/**
 * Milliseconds that a newer version has to take over: a browser lets the old worker finish what it is at, which may
 * take minutes, and a slow network may not bring the new one sooner.
 */
const TAKEN_WITHIN_MS = 5_000;

/** Says that there is a newer version of the page. It is taken when somebody presses the button, never before. */
export function offerRelease(): void {
  const { ready, reload } = words.frame.release;
  notify({ text: ready, action: { label: reload, run: () => void takeRelease() } });
}

/**
 * Reloads this tab, with the newest version that can be had. Other tabs go on with theirs. If it does not take over in
 * time, it is the old one that is loaded anew, and the new one is offered again.
 */
export async function takeRelease(): Promise<void> {
  const late = new Promise<void>((resolve) => setTimeout(resolve, TAKEN_WITHIN_MS));
  // Without an answer from the server it is the version that is here; reloading is what was asked for.
  await Promise.race([activateNewest().catch(() => {}), late]);
  location.reload();
}

/** Asks the server for a newer version; the worker is told of one by the browser. */
export async function checkForRelease(): Promise<void> {
  const registration = await registered();
  // Whoever is away is asked again when they are back.
  await registration?.update().catch(() => {});
}

/** Offers to reload if the server's page is another than this one. */
export async function offerIfReplaced(): Promise<void> {
  const ours = [...document.querySelectorAll<HTMLScriptElement>("head script[type=module][src]")];
  const answer = await fetch("/index.html", { cache: "no-store" });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const theirs = new Set([...page.scripts].map(({ src }) => src));
  const isSame = ours.every(({ src }) => theirs.has(src));
  if (answer.ok && !isSame) offerRelease();
}

async function activateNewest(): Promise<void> {
  const registration = await registered();
  if (!registration) return;
  if (!registration.waiting) await registration.update();
  if (registration.installing) await reaching(registration.installing, ["installed", "redundant"]);
  const { waiting } = registration;
  if (!waiting) return;
  const over = reaching(waiting, ["activated", "redundant"]);
  waiting.postMessage({ type: "SKIP_WAITING" });
  await over;
}

/** Over plain http on a network browsers have no workers. */
async function registered(): Promise<ServiceWorkerRegistration | undefined> {
  return "serviceWorker" in navigator ? navigator.serviceWorker.getRegistration() : undefined;
}

function reaching(worker: ServiceWorker, states: readonly ServiceWorkerState[]): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (!states.includes(worker.state)) return;
      worker.removeEventListener("statechange", look);
      resolve();
    };
    worker.addEventListener("statechange", look);
    look();
  });
}
