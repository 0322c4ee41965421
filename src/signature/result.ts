import type { Reason } from '../reason.js';
import type { Note } from '../note.js';
import type { LogEntryFacts, Rows, SignerFacts, TimestampFacts, TrustFacts } from '../report.js';
import type { Reasons } from '../result.js';

/** The same answer from every method. `reasons` is empty only when the signature holds and the signer is vouched for. */
export interface SignatureResult {
  readonly signature: Rows['signature']['value'];
  readonly signer: Rows['signer']['value'];
  readonly time: Rows['time'];
  readonly facts: SignerFacts;
  readonly logEntries: readonly LogEntryFacts[];
  readonly timestamps: readonly TimestampFacts[];
  /** Set where the check ended up relying on other material than the person's. */
  readonly source: TrustFacts['source'] | null;
  readonly reasons: readonly Reason[];
  readonly notes: readonly Note[];
}

export type SignatureOutcome =
  | { readonly ok: true; readonly value: SignatureResult }
  /** The question could not be put: nothing was checked. */
  | { readonly ok: false; readonly reasons: Reasons; readonly facts: SignerFacts | null };

/** What a certificate or key signature leaves unsaid. */
export const NO_LOG = { logEntries: [], timestamps: [], time: { value: 'not-proven' }, notes: [] } as const;
