import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digest, readPublicKey, verifySignature, type HashName, type SignatureAlgorithm } from '#sigstore';

/** The prebundle, as the browser runs it, against Node's own cryptography. */
const HASHES = ['sha256', 'sha384', 'sha512'] as const;
const spki = (key: KeyObject) => Uint8Array.from(key.export({ type: 'spki', format: 'der' }));

const KEYS = {
  'P-256': generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  'P-384': generateKeyPairSync('ec', { namedCurve: 'P-384' }),
  'P-521': generateKeyPairSync('ec', { namedCurve: 'P-521' }),
  'RSA 2048': generateKeyPairSync('rsa', { modulusLength: 2048 }),
  'RSA 3072, e = 3': generateKeyPairSync('rsa', { modulusLength: 3072, publicExponent: 3 }),
  Ed25519: generateKeyPairSync('ed25519'),
};

/** What goes with a key where nothing else is said. */
function by(name: string, hash: HashName): SignatureAlgorithm {
  const scheme = name.startsWith('RSA') ? 'rsa-pkcs1' : name === 'Ed25519' ? 'ed25519' : 'ecdsa';
  return { scheme, hash, saltLength: 0 };
}

describe('digests', () => {
  it.each(HASHES)('%s', (hash) => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (data) => {
        expect(Buffer.from(digest(hash, data)).toString('hex')).toBe(
          createHash(hash).update(data).digest('hex'),
        );
      }),
    );
  });
});

describe('signatures', () => {
  const data = new TextEncoder().encode('who vouches for these exact bytes?');

  describe.each(Object.entries(KEYS))('%s', (name, { publicKey, privateKey }) => {
    const der = spki(publicKey);
    const hashes: readonly HashName[] = name === 'Ed25519' ? ['sha256'] : HASHES;

    it.each(hashes)('%s: accepts what Node signed, refuses every flipped bit of it', (hash) => {
      const signature = Uint8Array.from(sign(name === 'Ed25519' ? null : hash, data, privateKey));
      expect(verifySignature(der, by(name, hash), data, signature)).toBe(true);
      for (let i = 0; i < signature.length; i += 7) {
        const flipped = signature.with(i, (signature[i] ?? 0) ^ 1);
        expect(verifySignature(der, by(name, hash), data, flipped)).toBe(false);
      }
      expect(verifySignature(der, by(name, hash), data.with(0, 0), signature)).toBe(false);
      for (const wrong of [new Uint8Array(), signature.subarray(1), Uint8Array.of(...signature, 0)]) {
        expect(verifySignature(der, by(name, hash), data, wrong)).toBe(false);
      }
    });

    it('refuses the signature of another key, and any noise for a key', () => {
      const other = name === 'P-256' ? KEYS['P-384'] : KEYS['P-256'];
      const signature = Uint8Array.from(sign('sha256', data, other.privateKey));
      expect(verifySignature(der, by(name, 'sha256'), data, signature)).toBe(false);
      for (let i = 0; i < der.length; i += 3) {
        const damaged = der.with(i, (der[i] ?? 0) ^ 0x41);
        expect(verifySignature(damaged, by(name, 'sha256'), data, signature)).toBe(false);
      }
    });
  });

  it('RSA: refuses s = 0, 1 and s + n, and keys that are too short', () => {
    const { publicKey, privateKey } = KEYS['RSA 2048'];
    const n = BigInt(
      `0x${Buffer.from(publicKey.export({ format: 'jwk' }).n ?? '', 'base64url').toString('hex')}`,
    );
    const signature = BigInt(`0x${sign('sha256', data, privateKey).toString('hex')}`);
    for (const s of [0n, 1n, n - 1n, n, signature + n]) {
      const bytes = Uint8Array.from(Buffer.from(s.toString(16).padStart(512, '0'), 'hex'));
      expect(verifySignature(spki(publicKey), by('RSA', 'sha256'), data, bytes)).toBe(false);
    }
    const short = generateKeyPairSync('rsa', { modulusLength: 1024 });
    const fits = Uint8Array.from(sign('sha256', data, short.privateKey));
    expect(verifySignature(spki(short.publicKey), by('RSA', 'sha256'), data, fits)).toBe(false);
  });

  it('RSA: refuses a forgery that leaves room behind the digest (Bleichenbacher 2006, e = 3)', () => {
    const { publicKey } = KEYS['RSA 3072, e = 3'];
    const info = `3031300d060960864801650304020105000420${createHash('sha256').update(data).digest('hex')}`;
    const block = BigInt(`0x0001${'ff'.repeat(8)}00${info}`.padEnd(2 * 384 + 2, '0'));
    let low = 0n;
    let high = 1n << 1024n;
    while (low < high) {
      const middle = (low + high) / 2n;
      if (middle ** 3n < block) low = middle + 1n;
      else high = middle;
    }
    const forged = Uint8Array.from(Buffer.from(low.toString(16).padStart(768, '0'), 'hex'));
    expect(verifySignature(spki(publicKey), by('RSA', 'sha256'), data, forged)).toBe(false);
  });

  it('names the keys that it knows', () => {
    const names = Object.values(KEYS).map(({ publicKey }) => readPublicKey(spki(publicKey))?.name);
    expect(names).toEqual([
      'ECDSA P-256',
      'ECDSA P-384',
      'ECDSA P-521',
      'RSA 2048 bit',
      'RSA 3072 bit',
      'Ed25519',
    ]);
    expect(readPublicKey(Uint8Array.of(0x30, 0x00))).toBeNull();
    expect(readPublicKey(spki(generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).publicKey))).toBeNull();
  });
});
