import type { Candidate } from '../bundle/find.js';
import type { Statement } from '../bundle/statement.js';
import type { Note } from '../note.js';
import type { BundleFacts, SignerFacts, MaterialFacts } from '../report.js';
import type { RefreshedRoot } from '../refreshed.js';
import type { TrustInput } from '../request.js';
import type { RootParts } from '../describe-root.js';
import type { Reasons, Result } from '../result.js';
import type { SignatureResult } from '../signature/result.js';
import type { SignatureQuestion } from '../tuf/primitives.js';

export interface CheckRequest {
  /** The bundle as it lies on disk, or its text. */
  readonly bundle: Blob | string;
  readonly trust: TrustInput;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** What stands in for the embedded trusted root, and for ones that the person supplied. */
  readonly refreshed: readonly RefreshedRoot[];
}

/** What the bundle says and whether its signature holds; the files have not been looked at. */
export type CheckOutcome =
  | {
      readonly kind: 'refused';
      readonly reasons: Reasons;
      readonly bundle: BundleFacts | null;
      readonly statement: Statement | null;
      readonly signer: SignerFacts | null;
      readonly trust: MaterialFacts | null;
      /** Where what could be read is enough to tell that somebody else signed. */
      readonly isDifferent?: true;
    }
  | {
      readonly kind: 'checked';
      readonly bundle: BundleFacts;
      readonly statement: Statement;
      /** Found here, since a hundred thousand names take their time. */
      readonly twins: readonly Note[];
      readonly signature: SignatureResult;
      readonly trust: MaterialFacts;
    };

/** What page and worker say to each other; owned by neither. Requests are answered in any order, by `id`. */
export type CheckMessage =
  | { readonly kind: 'check'; readonly id: number; readonly request: CheckRequest }
  | { readonly kind: 'find'; readonly id: number; readonly files: readonly Candidate[] }
  | { readonly kind: 'describe'; readonly id: number; readonly trustedRoot: string | object | undefined }
  | { readonly kind: 'signatures'; readonly id: number; readonly questions: readonly SignatureQuestion[] }
  | {
      readonly kind: 'digest';
      readonly id: number;
      readonly hash: 'sha256' | 'sha512';
      readonly data: Uint8Array;
    };

export type CheckReply =
  | { readonly kind: 'ready' }
  | { readonly kind: 'outcome'; readonly id: number; readonly outcome: CheckOutcome }
  | { readonly kind: 'described'; readonly id: number; readonly facts: Result<RootParts> }
  | { readonly kind: 'found'; readonly id: number; readonly paths: readonly string[] }
  | { readonly kind: 'verified'; readonly id: number; readonly answers: readonly boolean[] }
  | { readonly kind: 'digested'; readonly id: number; readonly digest: string }
  | { readonly kind: 'failed'; readonly id: number; readonly detail: string };
