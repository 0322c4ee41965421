import type { Progress, Prose, Reason, Report, TrustInput } from '../../src/index.js';
import type { Formats } from '../lib/format.js';
import type { FaultCode } from './fault.js';
import type { Depth } from './source.js';
import type { Words } from './text/english.js';

/** How far one widget's visit is. */
interface Checked {
  readonly kind: 'checked';
  readonly report: Report;
  /** Else who signed is only what the signature says of itself. */
  readonly isVouched: boolean;
}

/** `reason`: why a hub gave nothing. */
interface Failed {
  readonly kind: 'failed';
  readonly code: FaultCode;
  readonly reason?: Reason | undefined;
}

export type Signed = { readonly kind: 'waiting' | 'fetching' | 'checking' } | Checked | Failed;

/** Which files: the visitor's own, or those of a hub. */
export type FilesDepth = Exclude<Depth, 'signature'>;

export type Local =
  | { readonly kind: 'none' }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'checking'; readonly progress: Progress | null }
  | (Checked & { readonly depth: FilesDepth })
  | Failed;

/** Whom the visitor said to expect, and what to call it. */
export interface Own {
  readonly trust: TrustInput;
  /** The identity, or the file's name. */
  readonly name: string;
}

export interface Wording {
  readonly words: Words;
  /** Null until a report is there to be told. */
  readonly prose: Prose | null;
  readonly format: Formats;
}
