/** Whether there is a mouse, and so most likely a keyboard: on a phone, focusing a field brings one up unasked. */
export function hasMouse(): boolean {
  return window.matchMedia("(hover: hover) and (pointer: fine)").matches;
}
