/** Entry of the prebundle `#sigstore`; `facade.d.ts` is its contract. */
import { readCertificate as certificate, readPublicKey as publicKey } from './certificate.js';
import { checkTrustedRoot as checkRoot, verifyKeyless as keyless } from './keyless.js';
import { digest as hash, parseSpki, verifyWith } from './keys.js';
import type * as Facade from './facade.js';

export const digest: typeof Facade.digest = hash;
export const readPublicKey: typeof Facade.readPublicKey = publicKey;
export const readCertificate: typeof Facade.readCertificate = certificate;
export const verifyKeyless: typeof Facade.verifyKeyless = keyless;
export const checkTrustedRoot: typeof Facade.checkTrustedRoot = checkRoot;

export const verifySignature: typeof Facade.verifySignature = (spki, algorithm, data, signature) => {
  try {
    return verifyWith(parseSpki(spki), algorithm, data, signature);
  } catch {
    return false;
  }
};
