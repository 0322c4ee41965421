import { isCalled, quote, type ExactTrust, type Pin } from '../../src/index.js';
import type { Wording } from './wording.js';

/** A remembered signer in a few words. Others' text in it is quoted. */
export function signerWords(signer: ExactTrust, { words: { remember } }: Wording): string {
  const words = remember.signer;
  switch (signer.method) {
    case 'sigstore':
      return words.identity(quote(signer.identity), quote(signer.issuer));
    case 'key':
      return words.key;
    case 'certificate': {
      const name = signer.subject ?? signer.subjectAltName;
      return name === undefined
        ? words.fingerprint(`${(signer.leafFingerprint ?? '').slice(0, 16)}…`)
        : words.certificate(quote(name));
    }
  }
}

/** Whether a pin says who signs a model of this name. */
export function binds({ scope }: Pin, model: string | null): boolean {
  return scope.kind === 'models' && model !== null && isCalled(model, scope.names);
}
