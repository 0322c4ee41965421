// Bundles @sigstore/verify with our stand-ins for node:crypto, util and Buffer into one file without globals.
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { recordShipped } from './shipped.mjs';

const here = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

/**
 * What nobody calls, and would be a tenth of the worker: of @sigstore/* the readers of bundles and timestamps, which have
 * stricter ones of ours, and the policy about identities, which is compared byte for byte; of noble what only signing needs.
 * By file, and what it asks for.
 */
const UNUSED = [
  [/@sigstore[\\/]core[\\/]dist[\\/]index\.js$/, ['./rfc3161', './dsse', './encoding', './pem']],
  [/@sigstore[\\/]core[\\/]dist[\\/]x509[\\/]cert\.js$/, ['../pem']],
  [/@sigstore[\\/]verify[\\/]dist[\\/]index\.js$/, ['./bundle', './trust']],
  [/@sigstore[\\/]verify[\\/]dist[\\/]verifier\.js$/, ['./policy']],
  [/@noble[\\/]curves[\\/]abstract[\\/]weierstrass\.js$/, ['@noble/hashes/hmac.js']],
];
const NOTHING = '\0nothing';
const EMPTY = "export const hmac = () => { throw new Error('nothing here signs'); };";

const standIns = {
  name: 'stand-ins',
  resolveId(id, importer = '') {
    if (/^@sigstore\/protobuf-specs(?:\/rekor\/v2)?$/.test(id)) return here('src/shim/rekor-v2.ts');
    // Without the reader of trusted roots, which is beside them.
    if (/^\.{1,2}\/trust$/.test(id) && /@sigstore[\\/]verify/.test(importer))
      return here('node_modules/@sigstore/verify/dist/trust/filter.js');
    return UNUSED.some(([file, ids]) => file.test(importer) && ids.includes(id)) ? NOTHING : null;
  },
  load: (id) => (id === NOTHING ? EMPTY : null),
};

export async function buildSigstore() {
  const bundle = await rolldown({
    input: here('src/shim/sigstore.ts'),
    platform: 'browser',
    resolve: {
      alias: {
        crypto: here('src/shim/node-crypto.ts'),
        'node:crypto': here('src/shim/node-crypto.ts'),
        util: here('src/shim/util.ts'),
        'node:util': here('src/shim/util.ts'),
      },
      extensionAlias: { '.js': ['.ts', '.js'] },
    },
    transform: {
      inject: { Buffer: [here('src/shim/buffer.ts'), 'Buffer'] },
      define: { 'globalThis.Buffer': 'Buffer' },
    },
    plugins: [standIns, recordShipped()],
    // Whatever is left unresolved would be a global of the page: fail instead.
    onLog(level, log) {
      if (level !== 'debug' && level !== 'info') throw new Error(`sigstore prebundle: ${log.message}`);
    },
  });
  await bundle.write({ file: here('build/sigstore.js'), format: 'esm', minify: false, codeSplitting: false });
  await bundle.close();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildSigstore();
