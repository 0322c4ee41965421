/**
 * `npm run sample`: makes public/sample anew. A small made-up model, signed by a Sigstore that exists only for this run:
 * the private keys are never written down, and every name in it lies in a reserved domain. Beside it what turns it into
 * two bad ones: a file that was changed after signing, and the signature of somebody else. And an organisation's file that expects it.
 */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import {
  buildStatement,
  makeSigstore,
  signKeyless,
  USUAL_IGNORE_PATHS,
  writeModel,
} from '../test/forge/index.js';
import { sampleExpectations } from '../test/forge/sample-expectations.js';
import { CHANGED_CONFIG, sampleModel } from '../test/forge/sample-model.js';

const NAME = 'tiny-model';
const IDENTITY = 'sample-signer@touchstone.example';
const SOMEBODY_ELSE = 'somebody-else@touchstone.example';
const ISSUER = 'https://login.touchstone.example';
/** The sample Sigstore's clock: set, not real, and past for everybody who checks. */
const AT = new Date('2026-01-15T12:00:00Z');

const ABOUT = `# About this sample

\`npm run sample\` makes everything here: \`${NAME}/\`, a model in name only (its weights are noise from a seeded
generator), its signature \`${NAME}/model.sig\`, and \`trusted_root.json\`, which describes the Sigstore that signed it.
That Sigstore existed for one run of the script: nobody can sign with it again, and it vouches for nobody. Its clock
was set to ${AT.toISOString()}. \`index.json\` tells the page what to fetch and whom to expect, and which files to put in
the place of others for the bad samples: \`changed/\` has one that was changed after signing, \`another-signer/\` the signature of
${SOMEBODY_ELSE}.
`;

const out = new URL('../public/sample/', import.meta.url);
const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

const files = sampleModel();
const statement = await buildStatement(files, { name: NAME, ignorePaths: USUAL_IGNORE_PATHS });
const sigstore = makeSigstore(AT);
const signAs = (identity: string) =>
  signKeyless(sigstore, statement, { identity, issuer: ISSUER, timestamp: true }).bundle;

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
await writeModel(fileURLToPath(new URL(NAME, out)), files, signAs(IDENTITY));
for (const folder of ['changed', 'another-signer']) await mkdir(new URL(folder, out));
await writeFile(new URL('changed/config.json', out), CHANGED_CONFIG);
await writeFile(new URL('another-signer/model.sig', out), JSON.stringify(signAs(SOMEBODY_ELSE)));
await writeFile(new URL('trusted_root.json', out), json(sigstore.trustedRoot));
await writeFile(new URL('ABOUT.md', out), ABOUT);
await writeFile(
  new URL('index.json', out),
  json({
    name: NAME,
    files: [...Object.keys(files), 'model.sig'],
    identity: IDENTITY,
    issuer: ISSUER,
    trustedRoot: 'trusted_root.json',
    changed: { 'config.json': 'changed/config.json' },
    anotherSigner: { 'model.sig': 'another-signer/model.sig' },
  }),
);
const { trustedRoot } = sigstore;
await writeFile(
  new URL('../schema/expectations.example.json', out),
  json(sampleExpectations({ name: NAME, identity: IDENTITY, issuer: ISSUER, trustedRoot })),
);
const bytes = Object.values(files).reduce((sum, file) => sum + file.length, 0);
console.log(`public/sample: ${Object.keys(files).length} files, ${bytes} bytes, signed as ${IDENTITY}`);
