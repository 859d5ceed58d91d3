import { networkInterfaces } from "node:os";

/** This machine on its network. Any address but loopback: only there do browsers withhold what is for https. */
export function lanAddress(): string {
  const found = Object.values(networkInterfaces())
    .flatMap((list) => list ?? [])
    .find(({ family, internal }) => family === "IPv4" && !internal)?.address;
  if (found === undefined) throw new Error("This machine has no address on a network.");
  return found;
}
