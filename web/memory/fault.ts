import type { MemoryFileFault } from '../../src/index.js';

/** What can be wrong with the memory as a whole, or with what was asked of it. */
export type Fault =
  | { readonly code: 'storage-unavailable' }
  | { readonly code: 'storage-full' }
  /** A newer version of the page has been here. */
  | { readonly code: 'storage-newer' }
  /** It was cleared, or another tab needed it for a newer version. */
  | { readonly code: 'storage-closed' }
  /** An older version of the page is open in another tab and does not let go. */
  | { readonly code: 'storage-blocked' }
  | { readonly code: 'storage-failed'; readonly detail: string }
  | { readonly code: 'pins-full'; readonly limit: number }
  /** It cannot be read again as it was to be kept. */
  | { readonly code: 'pin-unusable'; readonly at: string; readonly problem: string }
  /** Another tab deleted it meanwhile. */
  | { readonly code: 'pin-gone' }
  | { readonly code: 'folder-denied' }
  | { readonly code: 'folder-gone' }
  | { readonly code: 'report-broken' }
  | MemoryFileFault;

/** What was in the storage and is not what this page wrote: never used, only listed. */
export type Damage =
  | { readonly code: 'pin-malformed' | 'check-malformed'; readonly at: string; readonly problem: string }
  | { readonly code: 'pin-seal-broken' | 'check-seal-broken' | 'folder-malformed' }
  | { readonly code: 'expectations-malformed' | 'expectations-seal-broken' };

export interface Damaged {
  /** The key in its store. */
  readonly id: string;
  readonly damage: Damage;
}

export type Outcome = { readonly ok: true } | { readonly ok: false; readonly fault: Fault };
export type Got<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: Fault };

export const DONE: Outcome = { ok: true };

export function failed(fault: Fault): { readonly ok: false; readonly fault: Fault } {
  return { ok: false, fault };
}

/** Of what IndexedDB, WebCrypto and their like threw. */
export function faultOf(error: unknown): Fault {
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  switch (name) {
    case 'QuotaExceededError':
      return { code: 'storage-full' };
    case 'VersionError':
      return { code: 'storage-newer' };
    // A connection that was closed; one whose transaction was cut off by that.
    case 'InvalidStateError':
    case 'AbortError':
      return { code: 'storage-closed' };
    case 'SecurityError':
      return { code: 'storage-unavailable' };
    default:
      return {
        code: 'storage-failed',
        detail: error instanceof Error ? `${name}: ${error.message}` : String(error),
      };
  }
}
