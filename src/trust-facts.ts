import type { Method } from './reason.js';
import type { RootOrigin } from './refreshed.js';

/** What the check relied on. */
export interface TrustFacts extends MaterialFacts {
  /** By whose word `expected` is what it is. */
  readonly basis: Basis;
  /** What was held against the signature besides: signers whom the person had remembered for a model of this name. */
  readonly pins: readonly PinFacts[];
}

/** By whose word it is whom to expect. */
export type Basis =
  | {
      /** Said for this check; or that nobody was named. */
      readonly kind: 'person';
    }
  | {
      /** Remembered by the person at an earlier check. */
      readonly kind: 'pin';
      /** What the person calls the signer. */
      readonly name: string;
      /** ISO 8601, UTC: since when. */
      readonly pinnedAt: string;
      /** Else it was remembered as a claim, and does not count for more. */
      readonly isConfirmed: boolean;
      /** ISO 8601, UTC: when it came out of a file; null where it was remembered on this machine. */
      readonly importedAt: string | null;
    }
  | {
      /** Named by the page that shows the check, or by a link; the person named nobody. It confirms nothing. */
      readonly kind: 'host' | 'link';
    }
  | {
      /** Stated in an organisation's file of expectations. */
      readonly kind: 'organisation';
      /** What it calls itself in that file. */
      readonly organisation: string;
      /** The id of the entry that was held against the signature; null where none was. */
      readonly entry: string | null;
      /**
       * Of the file's bytes, in hex.
       * @pattern ^[0-9a-f]{64}$
       */
      readonly sha256: string;
    };

/** A signer whom the person had remembered, and what became of it in this check. */
export interface PinFacts {
  /** What the person calls the signer. */
  readonly name: string;
  /** ISO 8601, UTC: since when. */
  readonly pinnedAt: string;
  /** Else it was remembered as a claim, and does not count for more. */
  readonly isConfirmed: boolean;
  /** Whether the signature is by that signer. */
  readonly agrees: boolean;
}

/** What a signature was held against. */
export interface MaterialFacts {
  /** How the person wanted it checked; `inspect`: they named nobody. */
  readonly method: Method | 'inspect';
  /** Where the roots or keys came from. */
  readonly source: 'embedded' | 'refreshed' | 'supplied' | 'bundle' | 'none';
  /** Of the trusted root that a signature was held against; null where none was. */
  readonly root: RootOrigin | null;
  /** Human description of the material: the key's fingerprint, the roots' subjects, the root's version. */
  readonly material: readonly {
    /** What it is. */
    readonly kind: 'public-key' | 'certificate' | 'trusted-root';
    /** Its own name for itself, or ours for it. */
    readonly name: string;
    /**
     * Hex: of a certificate's DER, of a key's canonical PEM text, of a trusted root's text.
     * @pattern ^[0-9a-f]{64}$
     */
    readonly sha256: string;
  }[];
  /** What the person said that they expect. */
  readonly expected: Expected;
}

/** As the person wrote it, but for fingerprints, which are lower-case hex. */
export interface Expected {
  /** Exactly this name in the signer's certificate. */
  readonly identity?: string;
  /** Not one identity but every one that fits: a person who reads the report has to know. */
  readonly identityPattern?: string;
  /** Exactly who has to have confirmed it. */
  readonly issuer?: string;
  /** Exactly this subject of the signer's certificate. */
  readonly subject?: string;
  /** One of the other names in the signer's certificate. */
  readonly subjectAltName?: string;
  /** SHA-256 of the signer's certificate. */
  readonly leafFingerprint?: string;
  /** SHA-256 of a certificate that has to stand above it. */
  readonly intermediateFingerprint?: string;
}
