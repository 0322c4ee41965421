import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  buildStatement,
  EKU_CODE_SIGNING,
  EKU_SERVER_AUTH,
  forgeCertificate,
  makeChain,
  makeKey,
  signWithCertificate,
  smallModel,
  SOUND_CHAINS,
  type AltName,
  type Chain,
} from '../forge/index.js';
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

  const check = (chain: Chain, now = AT) =>
    verifyForged(
      signWithCertificate(statement, chain),
      { method: 'certificate', roots: chain.rootPem },
      { now },
    );

  it('is in force from its first second to its last', async () => {
    const leaf = { notBefore: AT, notAfter: new Date(AT.getTime() + 60_000) };
    const chain = makeChain({ leaf }, AT);
    const verdicts = await Promise.all(
      [-1000, 0, 60_000, 61_000].map(async (ms) => {
        const report = await check(chain, new Date(AT.getTime() + ms));
        return [report.verdict.code, ...codesOf(report)];
      }),
    );
    expect(verdicts).toEqual([
      ['signer-untrusted', 'certificate-not-yet-valid'],
      ['verified'],
      ['verified'],
      ['signer-untrusted', 'certificate-expired'],
    ]);
  });

  it('has at most eight certificates above the leaf', async () => {
    const plain = { keyUsage: null } as const;
    const of = (count: number) =>
      makeChain({ intermediates: Array.from({ length: count }, () => plain) }, AT);
    expect((await check(of(7))).verdict.code).toBe('verified');
    const report = await check(of(8));
    expect([report.verdict.code, codesOf(report)]).toEqual([
      'signer-untrusted',
      ['chain-without-trusted-root'],
    ]);
  });

  it('is found among authorities that all name each other, or given up', async () => {
    const key = makeKey();
    const subject = { CN: 'Everybody' };
    const root = forgeCertificate({ ca: true, key, subject, notBefore: AT });
    const loop = Array.from({ length: 8 }, () =>
      forgeCertificate({ ca: true, key, subject, notBefore: AT, issuer: root }),
    );
    const leaf = forgeCertificate({ issuer: root, notBefore: AT });
    const chain = { root, intermediates: loop, leaf, rootPem: root.pem };
    const certificates = [leaf.der, ...loop.map(({ der }) => der)];
    expect((await check({ ...chain, certificates })).verdict.code).toBe('verified');
    const stranger = makeChain({}, AT).rootPem;
    const report = await check({ ...chain, certificates, rootPem: stranger });
    expect(report.verdict.code).toBe('signer-untrusted');
  });

  it.each([
    [['keyEncipherment'], [EKU_CODE_SIGNING], false],
    [['digitalSignature'], [EKU_SERVER_AUTH, EKU_CODE_SIGNING], true],
    [['digitalSignature'], ['2.5.29.37.0'], true],
    [['digitalSignature'], [EKU_SERVER_AUTH], false],
  ] as const)('key usage %j with purposes %j may sign: %s', async (keyUsage, extendedKeyUsage, allowed) => {
    const report = await check(makeChain({ leaf: { keyUsage, extendedKeyUsage } }, AT));
    expect(report.verdict.code).toBe(allowed ? 'verified' : 'signer-untrusted');
  });

  it('constrains a host in the common name of the leaf, and of the leaf only', async () => {
    const constrained = { nameConstraints: { permitted: [{ dns: 'a.example' }] } };
    const inLeaf = makeChain({ intermediates: [constrained], leaf: { subject: { CN: 'b.example' } } }, AT);
    const inAuthority = makeChain(
      { intermediates: [constrained, { subject: { CN: 'b.example' } }], leaf: {} },
      AT,
    );
    expect((await check(inLeaf)).verdict.reasons[0]).toMatchObject({ problem: 'name-constraints' });
    expect((await check(inAuthority)).verdict.code).toBe('verified');
  });

  it('a pinned leaf, too, must be signed in a way that we check', async () => {
    const chain = makeChain({ leaf: { hash: 'sha1' } }, AT);
    const leafFingerprint = createHash('sha256').update(chain.leaf.der).digest('hex');
    const report = await verifyForged(
      signWithCertificate(statement, chain),
      { method: 'certificate', leafFingerprint },
      { now: AT },
    );
    expect(report.verdict.reasons[0]).toMatchObject({ code: 'chain-not-allowed', problem: 'algorithm' });
  });

  it('a leaf that the bundle holds twice is no authority above itself', async () => {
    const chain = makeChain({}, AT);
    const certificates = [chain.leaf.der, ...chain.certificates];
    const intermediateFingerprint = createHash('sha256').update(chain.leaf.der).digest('hex');
    const report = await verifyForged(
      signWithCertificate(statement, { ...chain, certificates }),
      { method: 'certificate', intermediateFingerprint },
      { now: AT },
    );
    expect([report.verdict.code, codesOf(report)]).toEqual([
      'signer-mismatch',
      ['certificate-differs', 'chain-without-trusted-root'],
    ]);
  });

  it('names which certificate is none', async () => {
    const chain = makeChain({}, AT);
    const certificates = [chain.leaf.der, Buffer.from([0x30, 0])];
    const report = await check({ ...chain, certificates });
    expect(report.verdict.reasons).toEqual([
      { code: 'certificate-malformed', at: 'x509CertificateChain.certificates[1]' },
    ]);
  });

  it('goes by a name of a kind that people go by, where it has no subject', async () => {
    const named = async (altNames: readonly AltName[]) => {
      const { signer } = await check(makeChain({ leaf: { subject: {}, altNames } }, AT));
      return signer?.method === 'certificate' ? signer.subject : null;
    };
    const ip = { ip: Uint8Array.of(0x78, 0x2e, 0x69, 0x6f) };
    expect(await named([{ other: 'a@b.example' }, ip, { email: 'me@c.example' }])).toBe('me@c.example');
    expect(await named([ip, { uri: 'https://c.example' }])).toBe('https://c.example');
    expect(await named([ip, { dns: 'c.example' }])).toBe('c.example');
    expect(await named([ip, { other: 'a@b.example' }])).toBe('');
  });
});
