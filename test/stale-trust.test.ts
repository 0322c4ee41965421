import { expect, it } from 'vitest';
import { buildStatement, makeSigstore, signKeyless, signWithKey, smallModel } from './forge/index.js';
import { replacesOf } from '../cli/trust/store.js';
import { verifyForged } from './verify-with.js';

const sigstore = makeSigstore();
const trustedRoot = JSON.stringify(sigstore.trustedRoot);
/** What an update found long ago. */
const refreshed = [
  {
    replaces: replacesOf(trustedRoot),
    trustedRoot,
    repository: 'https://tuf.example/',
    rootVersion: 1,
    timestampVersion: 1,
    snapshotVersion: 1,
    targetsVersion: 1,
    updatedAt: '2020-01-01T00:00:00.000Z',
  },
];

it('says that a list is old that a key’s log entries have to be of', async () => {
  const { bundle, publicKeyPem: publicKey } = signWithKey(await buildStatement(smallModel()));
  const asked = { method: 'key', publicKey, trustedRoot } as const;
  const { verdict, trust, notes } = await verifyForged(bundle, asked, { refreshed });
  expect({ code: verdict.code, source: trust.root?.source }).toEqual({
    code: 'verified',
    source: 'refreshed',
  });
  expect(notes).toContainEqual(expect.objectContaining({ code: 'trust-stale', source: 'refreshed' }));
  const alone = await verifyForged(bundle, { method: 'key', publicKey }, { refreshed });
  expect(alone.notes.map(({ code }) => code)).not.toContain('trust-stale');
});

it('says so of a list that nobody named, for a signature by a name', async () => {
  const { bundle } = signKeyless(sigstore, await buildStatement(smallModel()));
  const { notes } = await verifyForged(bundle, { method: 'inspect', trustedRoot }, { refreshed });
  expect(notes).toContainEqual(expect.objectContaining({ code: 'trust-stale' }));
});
