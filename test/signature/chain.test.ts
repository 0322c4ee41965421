import { describe, expect, it } from 'vitest';
import { buildStatement, makeChain, signWithCertificate, smallModel, SOUND_CHAINS } from '../forge/index.js';
import { codesOf, verifyForged } from '../verify-with.js';

const AT = new Date('2026-03-01T12:00:00Z');

/** Every single fault is in test/matrix/mutations/chains.ts. */
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
