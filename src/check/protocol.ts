import type { Manifest } from '../bundle/manifest.js';
import type { BundleFacts, SignerFacts, TrustFacts } from '../report.js';
import type { TrustInput } from '../request.js';
import type { Reasons } from '../result.js';
import type { SignatureResult } from '../signature/result.js';

/** In bytes. A bundle about 100,000 files, which is our limit of entries, has about 30 MB as the reference writes it. */
export const MAX_BUNDLE_BYTES = 64 * 1024 * 1024;

export interface CheckRequest {
  /** The bundle as it lies on disk, or its text. */
  readonly bundle: Blob | string;
  readonly trust: TrustInput;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** What the bundle says and whether its signature holds; the files have not been looked at. */
export type CheckOutcome =
  | {
      readonly kind: 'refused';
      readonly reasons: Reasons;
      readonly bundle: BundleFacts | null;
      readonly manifest: Manifest | null;
      readonly signer: SignerFacts | null;
      readonly trust: TrustFacts | null;
    }
  | {
      readonly kind: 'checked';
      readonly bundle: BundleFacts;
      readonly manifest: Manifest;
      readonly signature: SignatureResult;
      readonly trust: TrustFacts;
    };

/** What page and worker say to each other; owned by neither. One request may be under way for each `id`. */
export interface CheckMessage {
  readonly id: number;
  readonly request: CheckRequest;
}

export type CheckReply =
  | { readonly kind: 'ready' }
  | { readonly kind: 'outcome'; readonly id: number; readonly outcome: CheckOutcome }
  | { readonly kind: 'failed'; readonly id: number; readonly detail: string };
