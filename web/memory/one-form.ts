import type { ExactTrust } from '../../src/index.js';

/** In the one form that a pin has when it is read again: roots as a list, a trusted root as text. */
export function inOneForm(signer: ExactTrust): ExactTrust {
  if (signer.method === 'certificate')
    return typeof signer.roots === 'string' ? { ...signer, roots: [signer.roots] } : signer;
  const { trustedRoot } = signer;
  if (trustedRoot === undefined || typeof trustedRoot === 'string') return signer;
  return { ...signer, trustedRoot: JSON.stringify(trustedRoot) };
}
