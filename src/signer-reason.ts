import type { Claimant } from './claimed.js';
import type { ChainProblem } from './reason.js';

/** Who signed is not whom the person expects, or nobody whom the person trusts vouches for them. */
export type SignerReason =
  | {
      readonly code: 'identity-differs';
      readonly expected: string;
      readonly actual: string;
      readonly nearMiss: NearMiss | null;
    }
  | {
      readonly code: 'issuer-differs';
      readonly expected: string;
      readonly actual: string;
      readonly nearMiss: NearMiss | null;
    }
  | {
      readonly code: 'subject-differs';
      readonly expected: string;
      readonly actual: string;
      readonly nearMiss: NearMiss | null;
    }
  | {
      readonly code: 'subject-alt-name-differs';
      readonly expected: string;
      readonly actual: readonly string[];
      readonly nearMiss: NearMiss | null;
    }
  | { readonly code: 'identity-not-in-pattern'; readonly pattern: string; readonly actual: string }
  /** `actual`: of the certificates that might have been meant, in hex. */
  | {
      readonly code: 'certificate-differs';
      readonly which: 'leaf' | 'intermediate';
      readonly expected: string;
      readonly actual: readonly string[];
    }
  | { readonly code: 'key-differs'; readonly expected: string; readonly actual: string }
  /** Another signer than the person had remembered for models of this name. */
  | {
      readonly code: 'pin-differs';
      /** What the person calls the signer whom they had remembered. */
      readonly name: string;
      /** ISO 8601, UTC. */
      readonly pinnedAt: string;
      readonly isConfirmed: boolean;
      readonly expected: NamedSigner;
      readonly actual: NamedSigner | null;
      /** Where it is a signer whom the same pin named before: until when. */
      readonly replacedAt: string | null;
    }
  /** The same signer as last time; but it was remembered as a claim. */
  | { readonly code: 'pin-unconfirmed'; readonly name: string; readonly pinnedAt: string }
  /** Another signer than those whom an organisation's file states for this model. */
  | {
      readonly code: 'organisation-differs';
      readonly organisation: string;
      readonly entry: string;
      readonly expected: readonly NamedSigner[];
      readonly actual: NamedSigner | null;
    }
  | { readonly code: 'chain-without-trusted-root'; readonly issuer: string }
  | { readonly code: 'chain-not-allowed'; readonly subject: string; readonly problem: ChainProblem }
  | { readonly code: 'certificate-expired'; readonly subject: string; readonly notAfter: string }
  | { readonly code: 'certificate-not-yet-valid'; readonly subject: string; readonly notBefore: string }
  | { readonly code: 'certificate-not-valid-when-signed'; readonly detail: string }
  | { readonly code: 'certificate-may-not-sign'; readonly subject: string }
  | { readonly code: 'identity-ambiguous'; readonly detail: string }
  | { readonly code: 'key-came-with-model' }
  | { readonly code: 'log-unknown'; readonly logId: string }
  | { readonly code: 'timestamp-untrusted'; readonly issuer: string }
  /** Nothing that was verified says when it was signed, and the certificate was good for some minutes. */
  | { readonly code: 'signing-time-missing' }
  | { readonly code: 'nobody-named' }
  /** It is whom a page or a link names; the person has named nobody. */
  | { readonly code: 'expectation-not-yours'; readonly by: Claimant }
  /** The key, certificate or trusted root that vouches for the signer came from there, too. */
  | { readonly code: 'trust-not-yours'; readonly by: Claimant }
  /** Another signer than a page or a link names. */
  | {
      readonly code: 'claimed-differs';
      readonly by: Claimant;
      readonly expected: NamedSigner;
      readonly actual: NamedSigner | null;
    };

/** A signer, as short as tells signers apart. */
export type NamedSigner =
  | {
      /** By an identity that somebody confirmed. */
      readonly method: 'sigstore';
      /** The name. */
      readonly identity: string;
      /** Who confirmed it. */
      readonly issuer: string;
    }
  | {
      /** By the key of a certificate. */
      readonly method: 'certificate';
      /** The name in it; empty where it has none, or where only its fingerprint is expected. */
      readonly name: string;
      /** SHA-256 of its DER, hex; null where any certificate of that name will do. */
      readonly fingerprint: string | null;
    }
  | {
      /** By a bare key. */
      readonly method: 'key';
      /** SHA-256 of its canonical PEM text, hex, or the signature's own word about it; null where it says none. */
      readonly fingerprint: string | null;
    };

/** How an identity nearly, but not exactly, equals the expected one. Never accepted, only pointed out. */
export type NearMiss = 'case' | 'white-space' | 'scheme' | 'trailing' | 'look-alike';
