import { tick } from 'svelte';

/** Attached to the heading of what has just appeared, so that a keyboard or a screen reader goes on from there. */
export function focusHere(element: HTMLElement): void {
  element.focus();
}

/** Attached to what scrolls by itself: scrolled with the keyboard, so the keyboard has to get there. */
export function reachable(element: HTMLElement): void {
  element.tabIndex = 0;
}

/** To be called where what had the focus is gone. */
export async function focusTitle(): Promise<void> {
  await tick();
  document.querySelector<HTMLElement>('main h2[tabindex]')?.focus();
}
