import type { ExactTrust } from '../../src/index.js';
import { canonicalJson } from './seal.js';

/** Roots as a list, as a pin that is read again has them. */
export function withRootList(signer: ExactTrust): ExactTrust {
  if (signer.method !== 'certificate' || typeof signer.roots !== 'string') return signer;
  return { ...signer, roots: [signer.roots] };
}

/** Whether both name one signer by the same material. */
export function isSameSigner(a: ExactTrust, b: ExactTrust): boolean {
  return canonicalJson(withRootList(a)) === canonicalJson(withRootList(b));
}
