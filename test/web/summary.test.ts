import { expect, it } from 'vitest';
import { english as prose, type Report } from '../../src/index.js';
import { summaryOf } from '../../web/lib/summary.js';
import { english as words } from '../../web/text/english.js';
import {
  buildStatement,
  ISSUER,
  makeSigstore,
  signKeyless,
  signWithKey,
  smallModel,
} from '../forge/index.js';
import { verifyForged } from '../verify-with.js';

const identity = 'release@touchstone.example';
const sigstore = makeSigstore();
const { bundle } = signKeyless(sigstore, await buildStatement(smallModel()), { identity, issuer: ISSUER });

async function who(
  expected: { identity: string } | { identityPattern: string },
  root = true,
): Promise<string> {
  const trust = { method: 'sigstore', issuer: ISSUER, ...expected } as const;
  const { trustedRoot } = sigstore;
  const report: Report = await verifyForged(bundle, root ? { ...trust, trustedRoot } : trust);
  return summaryOf(report, null, { words, prose }).who;
}

it('calls expected only who was named, and nobody a signer whom nothing vouches for', async () => {
  expect(await who({ identity })).toBe(`${identity}, whom you expect.`);
  expect(await who({ identityPattern: '*@touchstone.example' })).toBe(
    `${identity}, who fits your pattern *@touchstone.example, as others may.`,
  );
  expect(await who({ identity: 'else@touchstone.example' })).toBe(
    `Not whom you expect: the signature names ${identity}.`,
  );
  expect(await who({ identity }, false)).toMatch(/^Not proven\./);
});

it('gives a key no name', async () => {
  const statement = await buildStatement(smallModel());
  const [mine, other] = [signWithKey(statement), signWithKey(statement)];
  const whoHolds = async (publicKey: string): Promise<string> =>
    summaryOf(await verifyForged(mine.bundle, { method: 'key', publicKey }), null, { words, prose }).who;
  expect(await whoHolds(mine.publicKeyPem)).toBe(words.next.whoKey.expected);
  expect(await whoHolds(other.publicKeyPem)).toBe(words.next.whoKey.different);
});
