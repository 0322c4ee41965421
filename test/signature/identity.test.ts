import { describe, expect, it } from 'vitest';
import { readCertificate } from '#sigstore';
import { readIdentity, show } from '../../src/signature/identity.js';
import { forgeCertificate, type AltName } from '../forge/index.js';

const V1 = '1.3.6.1.4.1.57264.1.1';
const V2 = '1.3.6.1.4.1.57264.1.8';
const ISSUER = 'https://issuer.example';

const raw = (text: string) => Buffer.from(text);
const der = (content: Uint8Array, header: readonly number[] = [0x0c, content.length]) =>
  Buffer.concat([Buffer.from(header), content]);
const email: AltName = { email: 'a@b.example' };

/** What is read out of a certificate with these names, and these values for its issuer. */
function read(altNames: readonly AltName[], v1: Uint8Array | null, v2: Uint8Array | null) {
  const extensions = [
    ...(v1 === null ? [] : [{ oid: V1, value: v1 }]),
    ...(v2 === null ? [] : [{ oid: V2, value: v2 }]),
  ];
  const leaf = readCertificate(
    forgeCertificate({ extensions, ...(altNames.length > 0 ? { altNames } : {}) }).der,
  );
  if (leaf === null) throw new Error('the forge made no certificate');
  const found = readIdentity(leaf);
  return 'code' in found ? found.detail : [found.type, show(found.identity), show(found.issuer)];
}

describe('the identity in a Fulcio certificate', () => {
  const good = der(raw(ISSUER));

  it.each([
    [{ email: 'a@b.example' }, 'email', 'a@b.example'],
    [{ uri: 'https://a.example' }, 'uri', 'https://a.example'],
    [{ other: 'a!b' }, 'other-name', 'a!b'],
  ] as const)('%j', (name, type, identity) => {
    expect(read([name], null, good)).toEqual([type, identity, ISSUER]);
  });

  it('is exactly one, of a kind that we know', () => {
    expect(read([], null, good)).toBe('the certificate holds 0 names');
    expect(read([email, email], null, good)).toBe('the certificate holds 2 names');
    const unknown = 'the certificate names its holder in a way that we do not know';
    expect(read([{ dns: 'a.example' }], null, good)).toBe(unknown);
    expect(read([{ other: 'a!b', type: '1.2.3.4' }], null, good)).toBe(unknown);
  });

  it('has one issuer, in the old place, in the new one, or the same in both', () => {
    const expected = ['email', 'a@b.example', ISSUER];
    expect(read([email], raw(ISSUER), null)).toEqual(expected);
    expect(read([email], null, good)).toEqual(expected);
    expect(read([email], raw(ISSUER), good)).toEqual(expected);
    expect(read([email], raw('https://other.example'), good)).toBe('the certificate names two issuers');
    expect(read([email], null, null)).toBe('the certificate does not say who confirmed the name');
  });

  it('reads the new place as one UTF8String and nothing else', () => {
    const long = raw(`https://${'a'.repeat(150)}.example`);
    expect(read([email], null, der(long, [0x0c, 0x81, long.length]))).toEqual([
      'email',
      'a@b.example',
      long.toString(),
    ]);
    const unsaid = 'the certificate does not say who confirmed the name';
    for (const bad of [
      der(raw(ISSUER), [0x13, ISSUER.length]),
      der(raw(ISSUER), [0x0c, ISSUER.length + 1]),
      der(raw(ISSUER), [0x0c, ISSUER.length - 1]),
      der(raw(ISSUER), [0x0c, 0x82, 0, ISSUER.length]),
      der(raw(ISSUER), [0x0c, 0x81, ISSUER.length]),
      der(long, [0x0c, 0x82, 0, long.length]),
      der(raw(ISSUER), [0x0c, 0x80]),
      der(long, [0x0c, 0x81, long.length - 1]),
      der(Uint8Array.of(0xff)),
      Buffer.alloc(0),
    ])
      expect(read([email], null, bad)).toBe(unsaid);
    // A broken one does not fall back on the old place.
    expect(read([email], raw(ISSUER), der(Uint8Array.of(0xff)))).toBe(unsaid);
  });
});
