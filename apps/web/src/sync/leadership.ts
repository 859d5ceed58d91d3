/**
 * Calls `lead` once this tab is the one of the browser's that does what only one is to do.
 *
 * @returns what gives that up, or the wish for it
 */
export function leadership(name: string, lead: () => void): () => void {
  return "locks" in navigator ? byLock(name, lead) : byElection(name, lead);
}

function byLock(name: string, lead: () => void): () => void {
  const stopWaiting = new AbortController();
  let release: (() => void) | undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  navigator.locks
    .request(name, { signal: stopWaiting.signal }, () => {
      lead();
      return held;
    })
    // Unless it was given up before it was had, there are no locks here: a stream of one's own, then.
    .catch(() => (stopWaiting.signal.aborted ? undefined : lead()));
  return () => {
    stopWaiting.abort();
    release?.();
  };
}

/** Over plain http a browser has no locks: the tabs agree among themselves, by a library that only they load. */
function byElection(name: string, lead: () => void): () => void {
  let stopped = false;
  let end: (() => void) | undefined;
  const begin = async () => {
    const { BroadcastChannel, createLeaderElection } = await import("broadcast-channel");
    if (stopped) return;
    const channel = new BroadcastChannel(`${name}.leader`, { webWorkerSupport: false });
    const elector = createLeaderElection(channel);
    end = () => void elector.die().then(() => channel.close());
    await elector.awaitLeadership();
    if (!stopped) lead();
  };
  // A tab that cannot load it, or take part, has a stream of its own.
  begin().catch(() => (stopped ? undefined : lead()));
  return () => {
    stopped = true;
    end?.();
  };
}
