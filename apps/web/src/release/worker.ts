/** Milliseconds between two looks for a newer version, for a page that is left open. */
const CHECK_EVERY_MS = 30 * 60_000;

/**
 * Registers the worker by which the page opens without the server. It imports nothing, so that it takes nothing out of
 * what is loaded first.
 *
 * @param offer - called for each newer version that is there to be taken
 */
export async function registerWorker(offer: () => void): Promise<void> {
  const { serviceWorker } = navigator;
  let controlled = serviceWorker.controller !== null;
  serviceWorker.addEventListener("controllerchange", () => {
    // Another tab took the new version; this one is still the old. A first worker is no new version.
    if (controlled) offer();
    controlled = true;
  });

  const registration = await serviceWorker.register("/sw.js");
  let offered: ServiceWorker | undefined;
  const offerOnce = () => {
    const { waiting, active } = registration;
    if (!waiting || !active || waiting === offered) return;
    offered = waiting;
    offer();
  };
  const follow = () => registration.installing?.addEventListener("statechange", offerOnce);
  registration.addEventListener("updatefound", follow);
  follow();
  offerOnce();

  // Whoever is away is asked again when they are back.
  const check = () => void registration.update().catch(() => {});
  setInterval(check, CHECK_EVERY_MS);
  window.addEventListener("online", check);
  document.addEventListener("visibilitychange", () =>
    document.visibilityState === "visible" ? check() : undefined,
  );
}
