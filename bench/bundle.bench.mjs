// Signatures in Chromium, through the library as built and its worker: node bench/bundle.bench.mjs (after npm run build)
// Each bundle is another one, by another certificate: nothing but the CA's part of the chain has been seen before.
import { readdirSync, readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright';
import { register } from 'tsx/esm/api';
import { serve } from '../scripts/serve.mjs';

const BUNDLES = 30;
const CHROMIUM_FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'];
const [load] = loadavg();

register();
const forge = await import('../test/forge/index.ts');
const sigstore = forge.makeSigstore(new Date(), { rekorV2: true });
const bytes = forge.noise(1000);
const subject = forge.subjectOf('weights.gguf', bytes);
const digest = `sha256:${subject.digest.sha256}`;
const statement = { statement: forge.provenanceStatement([subject]) };
const message = { message: bytes };
const { rekor, rekorV2 } = sigstore;

const KINDS = {
  'file, Rekor v1': () => forge.signBundle(sigstore, message),
  'file, Rekor v2 and timestamp': () => forge.signBundle(sigstore, message, { entries: [{ log: rekorV2 }] }),
  'statement, Rekor v1': () => forge.signBundle(sigstore, statement),
  'statement, Rekor v2 and timestamp': () =>
    forge.signBundle(sigstore, statement, { entries: [{ log: rekorV2 }] }),
  'file, both logs and timestamp': () =>
    forge.signBundle(sigstore, message, { entries: [{ log: rekor }, { log: rekorV2 }], timestamps: [{}] }),
  'statement by a P-384 key': () =>
    forge.signBundle(sigstore, statement, { signer: { type: 'key', key: 'P-384' } }),
};

const server = await serve(fileURLToPath(new URL('../dist', import.meta.url)), 0);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: CHROMIUM_FLAGS,
});
try {
  const page = await browser.newPage();
  await page.route(`${server.url}empty.html`, (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>empty</title>' }),
  );
  await page.goto(`${server.url}empty.html`);
  console.log(
    `Chromium ${browser.version()}, load before ${load.toFixed(1)}; ${BUNDLES} bundles of each kind`,
  );
  let reference = 0;
  for (const [name, make] of Object.entries(KINDS)) {
    const questions = Array.from({ length: BUNDLES }, () => {
      const { bundle, certificate, publicKeyPem } = make();
      const trust =
        certificate === null
          ? { method: 'key', publicKey: publicKeyPem }
          : {
              method: 'sigstore',
              identity: forge.IDENTITY,
              issuer: forge.ISSUER,
              trustedRoot: sigstore.trustedRoot,
            };
      return [JSON.stringify(bundle), { digest, trust }];
    });
    const times = await page.evaluate(async (list) => {
      const { verifyBundle } = await import(new URL('lib/index.js', location.href).href);
      const taken = [];
      for (const [bundle, question] of list) {
        const start = performance.now();
        const { verdict } = await verifyBundle(bundle, question);
        taken.push(performance.now() - start);
        if (verdict.code !== 'verified') throw new Error(verdict.headline);
      }
      return taken;
    }, questions);
    const [first, ...warm] = times;
    warm.sort((a, b) => a - b);
    const median = warm[Math.floor(warm.length / 2)];
    reference ||= median;
    console.log(
      `  ${name.padEnd(36)} ${median.toFixed(1).padStart(5)} ms  ${(median / reference).toFixed(2)} x the first kind` +
        `  (first ${first.toFixed(0)} ms, then ${warm[0].toFixed(0)} to ${warm.at(-1).toFixed(0)})`,
    );
  }
} finally {
  await browser.close();
  await server.close();
}

const assets = new URL('../dist/web/assets/', import.meta.url);
const gzipped = (url) => gzipSync(readFileSync(url), { level: 9 }).length;
const sizes = readdirSync(assets)
  .filter((name) => /^worker-.*\.js$/.test(name))
  .map((name) => gzipped(new URL(name, assets)));
const root = gzipped(new URL('../build/trusted-root.js', import.meta.url));
const worker = Math.max(...sizes);
console.log(
  `Signature worker, gzipped: ${((worker - root) / 1000).toFixed(1)} kB of code, ${(root / 1000).toFixed(1)} kB trusted root`,
);
