import { startWorkersBy } from '../../src/index.js';
import { integrityOf, laterParts } from '../lib/integrity.js';

/** TypeScript's own types do not have them yet. */
interface TrustedTypePolicies {
  createPolicy(
    name: string,
    rules: { readonly createScriptURL: (url: string) => string },
  ): { readonly createScriptURL: (url: string) => string };
}

const BESIDE = /\bimport\((['"`])\.\//g;

/**
 * The worker that fetches files, out of its bytes: so started, it goes by the policy of this page, which may connect to
 * others. By its address it would go by that of its own file, which lets it connect to nobody; so no other page can use it
 * to get out.
 */
export async function readyStreamWorker(): Promise<void> {
  const path = laterParts().find((part) => /\/stream-worker-[\w-]+\.js$/.test(part));
  // In development, where there is no policy either, the library starts its own.
  if (path === undefined) return;
  const { href } = new URL(path, document.baseURI);
  const written = await (await fetch(href, { integrity: integrityOf(href) })).text();
  // Bytes lie beside nothing: what it loads where there is no WebAssembly gets a whole address.
  const text = written.replace(BESIDE, (_, quote: string) => `import(${quote}${new URL('.', href).href}`);
  const address = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
  const { trustedTypes } = globalThis as { readonly trustedTypes?: TrustedTypePolicies };
  const policy = trustedTypes?.createPolicy('touchstone-stream', {
    createScriptURL: (url) => {
      if (url !== address) throw new TypeError('not the worker of this page');
      return url;
    },
  });
  startWorkersBy((name) =>
    name === 'stream'
      ? new Worker(policy?.createScriptURL(address) ?? address, { type: 'module', name: 'touchstone-stream' })
      : null,
  );
}
