/** Moves the focus from an entry of a list that is about to go away: to a neighbour, or what is written below the list. */
export function focusBeside(control: HTMLElement): void {
  const entry = control.closest("li");
  const neighbour = entry?.nextElementSibling ?? entry?.previousElementSibling;
  const next =
    neighbour?.querySelector<HTMLElement>("button, input") ??
    control.closest("section")?.querySelector<HTMLElement>("form input");
  next?.focus();
}
