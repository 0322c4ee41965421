import { describe, expect, it } from 'vitest';
import type { ReasonCode, VerdictCode } from '../../src/index.js';
import {
  buildStatement,
  FAULTY_CHAINS,
  makeChain,
  signWithCertificate,
  smallModel,
  SOUND_CHAINS,
  type FaultyChain,
} from '../forge/index.js';
import { codesOf, verifyForged } from '../verify-with.js';

const AT = new Date('2026-03-01T12:00:00Z');

/** What each fault is called. A wrong signature is arithmetic and red; a rule that forbids is trust and amber. */
const EXPECTED: Record<FaultyChain, [VerdictCode, ReasonCode]> = {
  'leaf-expired': ['signer-untrusted', 'certificate-expired'],
  'leaf-not-yet-valid': ['signer-untrusted', 'certificate-not-yet-valid'],
  'intermediate-expired': ['signer-untrusted', 'certificate-expired'],
  'root-expired': ['signer-untrusted', 'certificate-expired'],
  'leaf-may-not-sign': ['signer-untrusted', 'certificate-may-not-sign'],
  'leaf-without-usages': ['signer-untrusted', 'certificate-may-not-sign'],
  'leaf-signature-broken': ['signature-invalid', 'chain-signature-differs'],
  'intermediate-signature-broken': ['signature-invalid', 'chain-signature-differs'],
  'intermediate-not-a-ca': ['signer-untrusted', 'chain-not-allowed'],
  'intermediate-without-basic-constraints': ['signer-untrusted', 'chain-not-allowed'],
  'intermediate-may-not-certify': ['signer-untrusted', 'chain-not-allowed'],
  'root-may-not-certify': ['signer-untrusted', 'chain-not-allowed'],
  'root-not-a-ca': ['signer-untrusted', 'chain-not-allowed'],
  'path-too-long': ['signer-untrusted', 'chain-not-allowed'],
  'path-too-long-for-root': ['signer-untrusted', 'chain-not-allowed'],
  'unknown-critical-extension': ['signer-untrusted', 'chain-not-allowed'],
  'unknown-critical-extension-in-intermediate': ['signer-untrusted', 'chain-not-allowed'],
  'name-constraints': ['signer-untrusted', 'chain-not-allowed'],
  'root-version-1': ['could-not-check', 'root-unusable'],
  'rsa-pss': ['signer-untrusted', 'chain-not-allowed'],
  sha1: ['signer-untrusted', 'chain-not-allowed'],
  'algorithm-mismatch': ['signer-untrusted', 'chain-not-allowed'],
  'intermediate-left-out': ['signer-untrusted', 'chain-without-trusted-root'],
  // The impostor claims the key identifier too: the CA that was named did not sign.
  'root-with-the-same-name': ['signature-invalid', 'chain-signature-differs'],
  'root-with-the-same-name-and-no-key-identifiers': ['signature-invalid', 'chain-signature-differs'],
};

describe('certificate chains', async () => {
  const statement = await buildStatement(smallModel());

  it.each(Object.entries(SOUND_CHAINS))('sound: %s', async (_, make) => {
    const chain = make(AT);
    const bundle = signWithCertificate(statement, chain);
    const report = await verifyForged(bundle, { method: 'certificate', roots: chain.rootPem }, { now: AT });
    expect(report.verdict.code).toBe('verified');
    expect(report.rows.signer.value).toBe('vouched-for');
    expect(report.rows.time.value).toBe('not-proven');
  });

  it.each(Object.entries(FAULTY_CHAINS))('faulty: %s', async (name, make) => {
    const chain = make(AT);
    const bundle = signWithCertificate(statement, chain);
    const report = await verifyForged(bundle, { method: 'certificate', roots: chain.rootPem }, { now: AT });
    const [verdict, reason] = EXPECTED[name as FaultyChain];
    expect([report.verdict.code, codesOf(report)]).toEqual([verdict, [reason]]);
  });

  it('ignores a root that the bundle carries', async () => {
    const chain = makeChain({}, AT);
    const bundle = signWithCertificate(statement, chain, { includeRoot: true });
    const own = await verifyForged(bundle, { method: 'certificate', roots: chain.rootPem }, { now: AT });
    const other = await verifyForged(
      bundle,
      { method: 'certificate', roots: makeChain({}, AT).rootPem },
      { now: AT },
    );
    expect([own.verdict.code, other.verdict.code]).toEqual(['verified', 'signer-untrusted']);
  });

  it('takes no intermediate for an anchor', async () => {
    const chain = makeChain({}, AT);
    const roots = chain.intermediates.map(({ pem }) => pem);
    const report = await verifyForged(
      signWithCertificate(statement, chain),
      { method: 'certificate', roots },
      { now: AT },
    );
    expect([report.verdict.code, codesOf(report)]).toEqual(['could-not-check', ['root-not-self-signed']]);
  });

  it('compares an expected subject exactly', async () => {
    const chain = makeChain({ leaf: { subject: { CN: 'Model Signer' } } }, AT);
    const bundle = signWithCertificate(statement, chain);
    const verdicts = await Promise.all(
      ['Model Signer', 'model signer', 'Model', 'CN=Model Signer'].map((subject) =>
        verifyForged(bundle, { method: 'certificate', roots: chain.rootPem, subject }, { now: AT }),
      ),
    );
    expect(verdicts.map((report) => [report.verdict.code, report.rows.signer.value])).toEqual([
      ['verified', 'expected'],
      ['signer-mismatch', 'different'],
      ['signer-mismatch', 'different'],
      ['verified', 'expected'],
    ]);
  });

  it('reads a PEM file with text around it, and several roots', async () => {
    const chain = makeChain({}, AT);
    const roots = [makeChain({}, AT).rootPem, `subject=CN = root\n${chain.rootPem}\ntrailing words`];
    const report = await verifyForged(
      signWithCertificate(statement, chain),
      { method: 'certificate', roots },
      { now: AT },
    );
    expect(report.verdict.code).toBe('verified');
  });
});
