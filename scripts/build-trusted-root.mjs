// Embeds the public-good Sigstore's trusted root, and the root of its TUF repository, that @sigstore/tuf ships as its seed.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { shipped } from './shipped.mjs';

const REPOSITORY = 'https://tuf-repo-cdn.sigstore.dev';
/** When the package was published, by its version: how old what it ships is. `npm view @sigstore/tuf time` tells. */
const PUBLISHED = { '5.0.1': '2026-11-05T00:19:12.000Z' };

export async function buildTrustedRoot() {
  const require = createRequire(import.meta.url);
  shipped.add('node_modules/@sigstore/tuf');
  const { version } = require('@sigstore/tuf/package.json');
  const seeds = JSON.parse(await readFile(require.resolve('@sigstore/tuf/seeds.json'), 'utf8'));
  const json = Buffer.from(seeds[REPOSITORY].targets['trusted_root.json'], 'base64').toString('utf8');
  const root = Buffer.from(seeds[REPOSITORY]['root.json'], 'base64').toString('utf8');
  const rootVersion = JSON.parse(root).signed.version;
  const published = PUBLISHED[version];
  if (published === undefined) throw new Error(`When was @sigstore/tuf ${version} published?`);
  const source = `Sigstore public good instance, as in @sigstore/tuf ${version}`;
  const lines = Object.entries({ json, source, published, root, rootVersion, repository: REPOSITORY }).map(
    ([k, v]) => `export const ${k} = ${JSON.stringify(v)};\n`,
  );
  await mkdir(new URL('../build/', import.meta.url), { recursive: true });
  await writeFile(new URL('../build/trusted-root.js', import.meta.url), lines.join(''));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildTrustedRoot();
