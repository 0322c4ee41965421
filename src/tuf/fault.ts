/**
 * Why an update of trust was refused. `file` is the name in the repository, as it was asked for. What is in texts may be the
 * attacker's: escape it. TUF is the specification of The Update Framework, 1.0.
 */
export type TrustFault =
  /** No answer, or one that is none: without it nothing can be said. `detail` is the platform's word, or a status. */
  | { readonly code: 'trust-unreachable'; readonly file: string; readonly detail: string }
  /** The repository does not have it, and has to (TUF §5.4.1, §5.5.1, §5.6.1, §5.7.3). */
  | { readonly code: 'trust-missing'; readonly file: string }
  /** More bytes than such a file may have, or than were announced for it: an endless one too (TUF §1.5.2). */
  | { readonly code: 'trust-too-large'; readonly file: string; readonly limit: number }
  /** Not the JSON of such a file: cut short, another type, or parts that cannot be. */
  | { readonly code: 'trust-malformed'; readonly file: string; readonly detail: string }
  /** Of another major version of the specification, or nothing that this client knows (TUF §4.3). */
  | { readonly code: 'trust-unsupported'; readonly file: string; readonly detail: string }
  /** Fewer signatures by keys of its role than its role needs (TUF §5.3.4, §5.4.2, §5.5.3, §5.6.3). */
  | {
      readonly code: 'trust-signatures';
      readonly file: string;
      readonly valid: number;
      readonly needed: number;
    }
  /** Two signatures under one key id, which would count as two (TUF §4.2.1). */
  | { readonly code: 'trust-signature-twice'; readonly file: string; readonly keyId: string }
  /** A version before the one that was seen already (TUF §5.4.3, §5.5.5). */
  | {
      readonly code: 'trust-rollback';
      readonly file: string;
      readonly version: number;
      readonly seen: number;
    }
  /** Another version than the one that was announced: parts of different times (TUF §5.3.5, §5.5.4, §5.6.4). */
  | {
      readonly code: 'trust-version';
      readonly file: string;
      readonly version: number;
      readonly expected: number;
    }
  /** Other bytes than were announced (TUF §5.5.2, §5.6.2, §5.7.3). */
  | { readonly code: 'trust-digest'; readonly file: string }
  /** Its time is over (TUF §5.3.10, §5.4.4, §5.5.6, §5.6.5). `expired` in ISO 8601. */
  | { readonly code: 'trust-expired'; readonly file: string; readonly expired: string }
  /** What should list it does not: `file` is a role's metadata in the snapshot, or the target itself (TUF §5.5.5, §5.6.7). */
  | { readonly code: 'trust-not-listed'; readonly file: string }
  /** More new roots, or delegations, than are followed (TUF §5.3.3, §5.6.7.1). */
  | { readonly code: 'trust-too-many'; readonly what: 'roots' | 'delegations'; readonly limit: number }
  /** All is well signed, and what was signed is no trusted root that this version can use. */
  | { readonly code: 'trust-target-unusable'; readonly file: string; readonly detail: string };

/** Thrown inside of an update and turned into its outcome at its edge; never leaves the library. */
export class Refused extends Error {
  readonly fault: TrustFault;

  constructor(fault: TrustFault) {
    super(fault.code);
    this.fault = fault;
  }
}

export function refuse(fault: TrustFault): never {
  throw new Refused(fault);
}
