import type { FaultyWay } from "../converge/proxy.js";
import { Cluster, newFolder } from "./cluster.js";
import { pause } from "./fleet.js";
import type { Fault } from "./round.js";

/** A primary and a standby that has on its disk whatever is acknowledged. */
export interface Pair {
  primary: Cluster;
  standby: Cluster;
}

export async function makePair(): Promise<Pair> {
  const primary = await Cluster.make(newFolder(), ["wal_keep_size = 512MB"]);
  await primary.query("create database codex");
  const standby = await primary.makeStandby(newFolder());
  await primary.requireStandby();
  return { primary, standby };
}

/**
 * Kills the primary while it is written to, or lets it fall silent as if its machine were switched off; then promotes
 * the standby, and lets the servers find it.
 */
export const failover =
  (pair: Pair, wayToPrimary: FaultyWay): Fault =>
  async (place) => {
    await pause(place.random.between(1_500, 3_000));
    place.counts.failovers += 1;
    if (place.random.next() < 0.5) wayToPrimary.hold();
    else {
      place.counts.databaseKills += 1;
      await pair.primary.kill();
    }
    await pair.standby.promote();
    place.cluster = pair.standby;
  };

/** After a failover: a standby for the new primary, in place of the primary that was. */
export async function mendPair(pair: Pair): Promise<Pair> {
  await pair.primary.remove();
  const standby = await pair.standby.makeStandby(newFolder());
  await pair.standby.requireStandby();
  return { primary: pair.standby, standby };
}
