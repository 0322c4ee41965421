import { isCalled, quote, type Pin, type SignerTrust } from '../../src/index.js';
import type { Wording } from './wording.js';

/** A signer who was remembered, or is stated in a file, in a few words. Others' text in it is quoted. */
export function signerWords(signer: SignerTrust, { words: { remember } }: Wording): string {
  const words = remember.signer;
  switch (signer.method) {
    case 'sigstore':
      return signer.identity === undefined
        ? words.pattern(quote(signer.identityPattern), quote(signer.issuer))
        : words.identity(quote(signer.identity), quote(signer.issuer));
    case 'key':
      return words.key;
    case 'certificate': {
      const name = signer.subject ?? signer.subjectAltName;
      if (name !== undefined) return words.certificate(quote(name));
      const { leafFingerprint } = signer;
      return leafFingerprint === undefined
        ? words.authority
        : words.fingerprint(`${leafFingerprint.slice(0, 16)}…`);
    }
  }
}

/** Whether a pin says who signs a model of this name. */
export function binds({ scope }: Pin, model: string | null): boolean {
  return scope.kind === 'models' && model !== null && isCalled(model, scope.names);
}
