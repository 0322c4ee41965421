/** Attached to the heading of what has just appeared, so that a keyboard or a screen reader goes on from there. */
export function focusHere(element: HTMLElement): void {
  element.focus();
}
