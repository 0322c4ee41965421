/** TypeScript's own types do not have them yet. */
interface TrustedTypePolicies {
  createPolicy(name: string, rules: { readonly createScriptURL: (url: string) => string }): unknown;
}

declare global {
  var trustedTypes: TrustedTypePolicies | undefined;
}

/** What the page starts besides itself, beside itself: its workers, in `assets`, and its service worker. */
const OWN_SCRIPT = /^(?:assets\/[\w.-]+\.js|sw\.js)$/;

/**
 * The absolute address, if it is of a script of this page.
 * @throws TypeError for every other one
 */
export function ownScript(url: string, page: string): string {
  const folder = new URL('.', page).href;
  const { href } = new URL(url, page);
  if (!href.startsWith(folder) || !OWN_SCRIPT.test(href.slice(folder.length)))
    throw new TypeError('not a script of this page');
  return href;
}

/**
 * The Content-Security-Policy lets no text become code. What the browser asks for all the same, it asks here: the library
 * makes its workers as on any page, by address. There is no rule for markup and for code, so that these stay forbidden.
 */
export function lockScripts(): void {
  globalThis.trustedTypes?.createPolicy('default', {
    createScriptURL: (url) => ownScript(url, location.href),
  });
}
