import type { SignatureAlgorithm } from '#sigstore';

/** One signature and what it should be over. */
export interface SignatureQuestion {
  /** DER SubjectPublicKeyInfo. */
  readonly spki: Uint8Array;
  readonly algorithm: SignatureAlgorithm;
  readonly data: Uint8Array;
  readonly signature: Uint8Array;
}

/** Arithmetic that takes its time, done elsewhere: a page's thread neither hashes nor verifies. */
export interface Primitives {
  /** In the order of the questions; false for everything malformed. */
  readonly verify: (questions: readonly SignatureQuestion[]) => Promise<readonly boolean[]>;
  /** In lower-case hex. */
  readonly digest: (hash: 'sha256' | 'sha512', data: Uint8Array) => Promise<string>;
}
