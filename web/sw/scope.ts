/** Where the site lies; another copy of it may lie beside, on the same origin and hence with the same storage. */
export const SCOPE = new URL('./', location.href).href;

/** The name of a cache of this copy. */
export function cacheName(what: string): string {
  return `touchstone-${what} ${SCOPE}`;
}
