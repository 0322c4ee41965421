import { describe, expect, it } from 'vitest';
import {
  buildStatement,
  EKU_SERVER_AUTH,
  flipBit,
  forgeCertificate,
  makeChain,
  signWithCertificate,
  smallModel,
  toPem,
  type Chain,
} from '../forge/index.js';
import { WITH_SIZES } from '../sizes.js';
import { codesOf, verifyForged } from '../verify-with.js';

const AT = new Date('2026-03-01T12:00:00Z');
const statement = await buildStatement(smallModel());

function verdictOf(chain: Chain, subject?: string, rootPem = chain.rootPem) {
  const trust = {
    method: 'certificate',
    roots: rootPem,
    ...(subject === undefined ? {} : { subject }),
  } as const;
  return verifyForged(signWithCertificate(statement, chain), trust, { now: AT });
}

/** All issued by a CA that the person trusts, to somebody else. */
describe('an expected subject is compared with names of its own kind only', () => {
  const bytes = (text: string) => new TextEncoder().encode(text);
  it.each([
    ['CN=Release Signing, O=Acme', { subject: { CN: 'CN=Release Signing, O=Acme' } }],
    ['CN=Release Signing,O=Acme', { subject: { CN: 'Release Signing, O=Acme' } }],
    ['CN=Release Signing,O=Acme', { subject: { CN: 'Release Signing,O=Acme' } }],
    ['CN=Release Signing, O=Acme', { altNames: [{ dns: 'CN=Release Signing, O=Acme' }] }],
    ['alice@acme.example', { subject: { CN: 'alice@acme.example' } }],
    ['https://acme.example/x', { subject: { CN: 'https://acme.example/x' } }],
    ['*.acme.example', { subject: { CN: '*.acme.example' } }],
    ['signer.acme.example', { subject: { CN: 'signer.acme.example' }, altNames: [{ dns: 'x.example' }] }],
    ['alice@acme.example', { altNames: [{ dns: 'alice@acme.example' }] }],
    ['alice@acme.example', { altNames: [{ ip: bytes('alice@acme.example') }] }],
    ['alice@acme.example', { altNames: [{ uri: 'alice@acme.example' }] }],
    ['https://acme.example', { altNames: [{ dns: 'https://acme.example' }] }],
    ['Acme', { altNames: [{ ip: bytes('Acme') }] }],
    ['0xff010203', { altNames: [{ ip: Uint8Array.of(0xff, 1, 2, 3) }] }],
  ] as const)('%s is not %j', async (subject, leaf) => {
    const report = await verdictOf(makeChain({ leaf: { subject: { CN: 'mallory' }, ...leaf } }, AT), subject);
    expect([report.verdict.code, codesOf(report)]).toEqual(['signer-mismatch', ['subject-differs']]);
  });

  it.each([
    // As we show it, and as RFC 4514 §2.1 has it.
    ['CN=Release, O=Acme', { subject: { CN: 'Release', O: 'Acme' } }],
    ['CN=Release,O=Acme', { subject: { CN: 'Release', O: 'Acme' } }],
    ['CN=Release\\, Inc,O=Acme', { subject: { CN: 'Release, Inc', O: 'Acme' } }],
    ['alice@acme.example', { altNames: [{ email: 'alice@acme.example' }] }],
    ['https://acme.example/x', { altNames: [{ uri: 'https://acme.example/x' }] }],
    ['signer.acme.example', { altNames: [{ dns: 'signer.acme.example' }] }],
    ['signer.acme.example', { subject: { CN: 'signer.acme.example' } }],
    ['Dr. Alice', { subject: { CN: 'Dr. Alice' } }],
  ] as const)('%s is %j, and is what the headline names', async (subject, leaf) => {
    const report = await verdictOf(makeChain({ leaf: { subject: { CN: 'host 7' }, ...leaf } }, AT), subject);
    expect([report.verdict.code, report.rows.signer.value]).toEqual(['verified', 'expected']);
    expect(report.verdict.headline).toMatch(/is the signer you expected/);
    expect(report.verdict.headline).toContain(subject);
  });
});

describe('which certificates sign models', () => {
  it('not those that were issued for TLS servers', async () => {
    const leaf = { keyUsage: ['digitalSignature'], extendedKeyUsage: [EKU_SERVER_AUTH] } as const;
    const report = await verdictOf(makeChain({ leaf }, AT));
    expect([report.verdict.code, codesOf(report)]).toEqual([
      'signer-untrusted',
      ['certificate-may-not-sign'],
    ]);
  });

  it('one with an expired cross-signed CA before the valid one, in either order', async () => {
    const chain = makeChain({}, AT);
    const [authority] = chain.intermediates;
    if (authority === undefined) throw new Error('no intermediate');
    const expired = forgeCertificate({
      issuer: chain.root,
      subject: authority.name,
      key: authority.key,
      ca: true,
      keyUsage: ['keyCertSign'],
      notBefore: new Date('2020-01-01T00:00:00Z'),
      notAfter: new Date('2021-01-01T00:00:00Z'),
      ...(authority.keyId === null ? {} : { subjectKeyId: authority.keyId }),
    });
    const [leaf, ...rest] = chain.certificates;
    if (leaf === undefined) throw new Error('no leaf');
    for (const certificates of [
      [leaf, expired.der, ...rest],
      [leaf, ...rest, expired.der],
    ]) {
      expect((await verdictOf({ ...chain, certificates })).verdict.code).toBe('verified');
    }
    const report = await verdictOf({ ...chain, certificates: [leaf, expired.der] });
    expect(codesOf(report)).toEqual(['certificate-expired']);
  });

  it('a CA of the same name that has nothing to do with it is no forgery', async () => {
    const plain = { root: { subjectKeyId: false }, intermediates: [] } as const;
    const [old, renewed] = [makeChain(plain, AT), makeChain(plain, AT)];
    const chain = { ...renewed, certificates: [...renewed.certificates, renewed.root.der] };
    const report = await verdictOf(chain, undefined, old.rootPem);
    expect([report.verdict.code, codesOf(report)]).toEqual([
      'signer-untrusted',
      ['chain-without-trusted-root'],
    ]);
  });

  it.runIf(WITH_SIZES)('none that is damaged anywhere', async () => {
    const chain = makeChain({}, AT);
    const [leaf, ...rest] = chain.certificates;
    if (leaf === undefined) throw new Error('no leaf');
    for (let at = 0; at < leaf.length; at += 5) {
      const certificates = [flipBit(leaf, at), ...rest];
      expect((await verdictOf({ ...chain, certificates })).verdict.colour).not.toBe('green');
    }
    const root = chain.root.der;
    for (let at = 0; at < root.length; at += 7) {
      const report = await verdictOf(chain, undefined, toPem(flipBit(root, at)));
      expect(report.verdict.colour).not.toBe('green');
    }
  });
});
