import { describe, expect, it } from 'vitest';
import { english as prose, type Report } from '../../src/index.js';
import { nextStep, summaryOf } from '../../web/lib/summary.js';
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

it('tells another issuer from another name', async () => {
  const trust = { method: 'sigstore', identity, issuer: 'https://else.example' } as const;
  const report = await verifyForged(bundle, { ...trust, trustedRoot: sigstore.trustedRoot });
  expect(summaryOf(report, null, { words, prose }).who).toBe(words.next.whoOtherIssuer(identity, ISSUER));
});

describe('what to do next', () => {
  const trust = { method: 'sigstore', identity, issuer: ISSUER, trustedRoot: sigstore.trustedRoot } as const;
  const next = (report: Report): string => nextStep(report, 'keep', { words, prose });

  it('vouches for no file that was left out', async () => {
    const report = await verifyForged(bundle, trust);
    expect(next(report)).toBe(words.next.short.verified);
    const leftOut = [...report.leftOut, { path: 'run.py', by: 'person', rule: 'run.py' } as const];
    expect(next({ ...report, leftOut })).toBe(words.next.instead.leftOut);
  });

  it('does not say to go ahead where what is signed says that something failed', async () => {
    const report = await verifyForged(bundle, trust);
    const claim = { predicateType: 'https://in-toto.io/attestation/test-result/v0.1', predicate: null };
    expect(next({ ...report, claim: claim as Report['claim'] })).toBe(words.next.instead.statementWarns);
  });

  it('asks for no more files of a cache without names', async () => {
    const report = await verifyForged(bundle, trust);
    const verdict = { ...report.verdict, code: 'partial' } as Report['verdict'];
    expect(nextStep({ ...report, verdict }, null, { words, prose })).toBe(words.next.instead.withoutNames);
    expect(nextStep({ ...report, verdict }, 'check-all', { words, prose })).toBe(words.next.short.partial);
  });

  it('sends no one to the form for a certificate that was not in force', async () => {
    const report = await verifyForged(bundle, trust);
    const verdict = { ...report.verdict, code: 'signer-untrusted' } as Report['verdict'];
    expect(nextStep({ ...report, verdict }, 'write', { words, prose })).toBe(words.next.instead.askAgain);
  });
});
