import type { Method } from './reason.js';

/** What a signature was held against, and by whose word. */
export interface TrustFacts extends MaterialFacts {
  /** By whose word `expected` is what it is. */
  readonly basis: Basis;
  /** What was held against the signature besides: signers whom the person had remembered for a model of this name. */
  readonly pins: readonly PinFacts[];
}

/** `person`: said for this check, or that nobody was named. `organisation`: `entry` is null where none applied. */
export type Basis =
  | { readonly kind: 'person' }
  | ({ readonly kind: 'pin' } & Omit<PinFacts, 'agrees'>)
  | {
      readonly kind: 'organisation';
      readonly organisation: string;
      readonly entry: string | null;
      /** SHA-256 (hex) of the file of expectations. */
      readonly sha256: string;
    };

export interface PinFacts {
  /** What the person calls the signer. */
  readonly name: string;
  /** ISO 8601, UTC. */
  readonly pinnedAt: string;
  /** Else it was remembered as a claim, and does not count for more. */
  readonly isConfirmed: boolean;
  /** Whether the signature is by that signer. */
  readonly agrees: boolean;
}

/** What a signature was held against. */
export interface MaterialFacts {
  readonly method: Method | 'inspect';
  /** Where the roots or keys came from. */
  readonly source: 'embedded' | 'supplied' | 'bundle' | 'none';
  /** Human description of the material: the key's fingerprint, the roots' subjects, the root's version. */
  readonly material: readonly {
    readonly kind: 'public-key' | 'certificate' | 'trusted-root';
    readonly name: string;
    readonly sha256: string;
  }[];
  /** What the person said that they expect. */
  readonly expected: Expected;
}

/** As the person wrote it, but for fingerprints, which are lower-case hex. */
export interface Expected {
  readonly identity?: string;
  /** Not one identity but every one that fits: a person who reads the report has to know. */
  readonly identityPattern?: string;
  readonly issuer?: string;
  readonly subject?: string;
  readonly subjectAltName?: string;
  readonly leafFingerprint?: string;
  readonly intermediateFingerprint?: string;
}
