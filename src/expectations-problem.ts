/** What is wrong with an expectations file, at one place of it. */
export type ExpectationsProblem =
  | 'unreadable'
  | 'too-large'
  | 'empty'
  | 'not-json'
  | 'duplicate-key'
  | 'too-deep'
  | 'version'
  | 'unknown-member'
  | 'missing'
  | 'not-an-object'
  | 'not-a-list'
  | 'not-a-text'
  | 'not-true'
  | 'too-long'
  | 'too-many'
  | 'not-one-of-them'
  | 'value'
  | 'pattern-too-wide'
  | 'not-a-digest'
  | 'not-a-fingerprint'
  | 'not-a-file-type'
  | 'not-a-time'
  | 'ends-before-it-begins'
  | 'repeated'
  | 'in-two-entries'
  | 'unknown-name';

/** An organisation's file could not be used, or asks for more than the signature offers. */
export type ExpectationsReason =
  /** `at`: empty for the whole file. `detail`: what is there, or what may be; may be empty. */
  | {
      readonly code: 'expectations-unusable';
      readonly problem: ExpectationsProblem;
      readonly at: string;
      readonly detail: string;
    }
  /** The file itself where `entry` is null. One of the two times is null. */
  | {
      readonly code: 'expectations-expired';
      readonly organisation: string;
      readonly entry: string | null;
      readonly notBefore: string | null;
      readonly notAfter: string | null;
    }
  | {
      readonly code: 'expectations-ambiguous';
      readonly organisation: string;
      readonly entries: readonly string[];
    }
  /** No entry is about this model, and no publisher in it signed. */
  | { readonly code: 'expectations-silent'; readonly organisation: string }
  | { readonly code: 'log-required'; readonly organisation: string }
  | { readonly code: 'timestamp-required'; readonly organisation: string }
  /** `algorithm`: empty where it could not be told. */
  | {
      readonly code: 'algorithm-not-allowed';
      readonly organisation: string;
      readonly what: 'hash' | 'signature';
      readonly algorithm: string;
      readonly allowed: readonly string[];
    }
  /** `path`: of the first such file. */
  | {
      readonly code: 'file-type-not-allowed';
      readonly organisation: string;
      readonly path: string;
      readonly type: string;
      readonly count: number;
    };
