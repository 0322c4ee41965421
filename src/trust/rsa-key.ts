import { readPublicKey } from '#sigstore';
import { concatBytes } from '../bytes.js';

/** AlgorithmIdentifier of rsaEncryption with NULL (RFC 8017 §A.1). */
const RSA_ALGORITHM = [
  0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00,
];

/** Trusted roots hold some RSA keys bare (RSAPublicKey, RFC 8017 §A.1.1). Anything else is returned as it is. */
export function toSpki(key: Uint8Array): Uint8Array {
  if (readPublicKey(key) !== null) return key;
  const bits = der(0x03, concatBytes([Uint8Array.of(0), key]));
  const spki = der(0x30, concatBytes([Uint8Array.from(RSA_ALGORITHM), bits]));
  return readPublicKey(spki)?.type === 'rsa' ? spki : key;
}

/** X.690 §8.1.3: short, or long with two octets, which is enough for every key that we verify with. */
function der(tag: number, content: Uint8Array): Uint8Array {
  const { length } = content;
  const header =
    length < 0x80
      ? [tag, length]
      : length < 0x100
        ? [tag, 0x81, length]
        : [tag, 0x82, length >> 8, length & 0xff];
  return concatBytes([Uint8Array.from(header), content]);
}
