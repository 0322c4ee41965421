// Bundles @sigstore/verify with our stand-ins for node:crypto, util and Buffer into one file without globals.
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const here = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

export async function buildSigstore() {
  const bundle = await rolldown({
    input: here('src/shim/sigstore.ts'),
    platform: 'browser',
    resolve: {
      alias: {
        crypto: here('src/shim/crypto.ts'),
        'node:crypto': here('src/shim/crypto.ts'),
        util: here('src/shim/util.ts'),
        'node:util': here('src/shim/util.ts'),
      },
      extensionAlias: { '.js': ['.ts', '.js'] },
    },
    transform: {
      inject: { Buffer: [here('src/shim/buffer.ts'), 'Buffer'] },
      define: { 'globalThis.Buffer': 'Buffer' },
    },
    // Whatever is left unresolved would be a global of the page: fail instead.
    onLog(level, log) {
      if (level !== 'debug' && level !== 'info') throw new Error(`sigstore prebundle: ${log.message}`);
    },
  });
  await bundle.write({ file: here('build/sigstore.js'), format: 'esm', minify: false, codeSplitting: false });
  await bundle.close();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildSigstore();
