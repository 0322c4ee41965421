/** Entry of the prebundle `#sigstore`; `facade.d.ts` is its contract. */
import { readCertificate as certificate, readPublicKey as publicKey } from './certificate.js';
import { createHash, createPublicKey, timingSafeEqual, verify } from './crypto.js';
import { verifyEvidence as evidence } from './evidence.js';
import { digest as hash, parseSpki, verifyDigestWith, verifyWith } from './keys.js';
import nodeCrypto from './node-crypto.js';
import { readTimestamp as timestamp } from './timestamp.js';
import type * as Facade from './facade.js';

Object.assign(nodeCrypto, { createHash, createPublicKey, timingSafeEqual, verify });

export const digest: typeof Facade.digest = hash;
export const readPublicKey: typeof Facade.readPublicKey = publicKey;
export const readCertificate: typeof Facade.readCertificate = certificate;
export const readTimestamp: typeof Facade.readTimestamp = timestamp;
export const verifyEvidence: typeof Facade.verifyEvidence = evidence;

export const verifySignature: typeof Facade.verifySignature = (spki, algorithm, data, signature) => {
  try {
    return verifyWith(parseSpki(spki), algorithm, data, signature);
  } catch {
    return false;
  }
};

export const verifyDigest: typeof Facade.verifyDigest = (spki, algorithm, digest, signature) => {
  try {
    return verifyDigestWith(parseSpki(spki), algorithm, digest, signature);
  } catch {
    return false;
  }
};
