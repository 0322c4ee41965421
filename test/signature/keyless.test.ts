import { describe, expect, it } from 'vitest';
import { buildStatement, IDENTITY, ISSUER, makeSigstore, signKeyless, smallModel } from '../forge/index.js';
import { codesOf, verifyForged } from '../verify-with.js';

/** Every single fault is in test/matrix/mutations/keyless.ts. */
describe('keyless signatures', async () => {
  const statement = await buildStatement(smallModel());
  const sigstore = makeSigstore();
  const trust = {
    method: 'sigstore',
    identity: IDENTITY,
    issuer: ISSUER,
    trustedRoot: sigstore.trustedRoot,
  } as const;

  it.each([['promise', 'proof'], ['proof']] as const)('with a timestamp and %s', async (...inclusion) => {
    const { bundle } = signKeyless(sigstore, statement, { inclusion, timestamp: true });
    const report = await verifyForged(bundle, trust);
    expect(report.verdict.code).toBe('verified');
    expect(report.rows.time).toMatchObject({
      value: 'proven',
      by: inclusion.length === 2 ? 'log' : 'timestamp-authority',
    });
  });

  it('a certificate of long ago verifies, since the log proves when', async () => {
    const { bundle } = signKeyless(sigstore, statement);
    const report = await verifyForged(bundle, trust, { now: new Date('2040-01-01T00:00:00Z') });
    expect(report.verdict.code).toBe('verified');
  });

  it('names nobody: the claim, in amber', async () => {
    const { bundle } = signKeyless(sigstore, statement);
    const report = await verifyForged(bundle, { method: 'inspect', trustedRoot: sigstore.trustedRoot });
    expect([report.verdict.code, report.rows.signer.value]).toEqual(['signer-unconfirmed', 'not-stated']);
    expect(report.verdict.headline).toContain(`Signed as ${IDENTITY}, confirmed by ${ISSUER}.`);
  });

  it('is unknown to the public instance', async () => {
    const { bundle } = signKeyless(sigstore, statement);
    const report = await verifyForged(bundle, { method: 'sigstore', identity: IDENTITY, issuer: ISSUER });
    expect([report.verdict.code, report.rows.signer.value]).toEqual(['signer-untrusted', 'untrusted']);
    expect(report.rows.time.value).toBe('not-proven');
  });

  it('a log that is no longer in use proves nothing, by its checkpoint either', async () => {
    for (const inclusion of [['proof'], ['promise', 'proof']] as const) {
      const { bundle } = signKeyless(sigstore, statement, { inclusion, timestamp: true });
      const trustedRoot = structuredClone(sigstore.trustedRoot);
      for (const log of trustedRoot.tlogs) {
        const key: unknown = Reflect.get(log, 'publicKey');
        Reflect.set(key as object, 'validFor', {
          start: '2000-01-01T00:00:00Z',
          end: '2001-01-01T00:00:00Z',
        });
      }
      const report = await verifyForged(bundle, { ...trust, trustedRoot });
      expect([report.verdict.code, codesOf(report)]).toEqual(['signature-invalid', ['log-not-in-use']]);
      expect(report.rows.time.value).toBe('not-proven');
    }
  });

  it('a name that only an unknown Sigstore confirmed stays a claim', async () => {
    const { bundle } = signKeyless(sigstore, statement, { identity: 'famous@big.example' });
    const report = await verifyForged(bundle, { method: 'sigstore', identity: IDENTITY, issuer: ISSUER });
    expect(report.verdict.headline).toBe(
      `Claims to be signed by famous@big.example (nothing you trust vouches for that), not by ${IDENTITY}.`,
    );
  });

  it('points out a near miss, and refuses it', async () => {
    const { bundle } = signKeyless(sigstore, statement);
    const report = await verifyForged(bundle, { ...trust, identity: IDENTITY.toUpperCase() });
    expect(report.verdict.reasons).toEqual([
      { code: 'identity-differs', expected: IDENTITY.toUpperCase(), actual: IDENTITY, nearMiss: 'case' },
    ]);
  });

  it.each(['.', '', '.*', IDENTITY.slice(1), `${IDENTITY} `])('takes %j for no pattern', async (identity) => {
    const { bundle } = signKeyless(sigstore, statement);
    const report = await verifyForged(bundle, { ...trust, identity });
    expect(report.verdict.colour).not.toBe('green');
  });
});
