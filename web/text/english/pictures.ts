import type { EventKind } from '../../lib/timeline.js';
import { format } from './format.js';

/** What stands in the two small pictures behind a verdict: who vouches for whom, and what happened when. */
export const pictures = {
  chain: 'Who vouches for whom',
  authority: 'Authority',
  between: 'Authority in between',
  signer: 'Signer',
  signature: 'Signature over the model',
  vouches: 'vouches for',
  made: 'made',
  unnamed: 'without a name',
  validity: (from: string, until: string): string => `${format.time(from)} to ${format.time(until)}`,
  timeline: 'What happened when',
  events: {
    'valid-from': 'The signer’s certificate begins to hold.',
    'valid-until': 'The signer’s certificate ceases to hold.',
    logged: 'A log recorded the signature',
    stamped: 'A timestamp authority confirmed the signature',
    checked: 'Checked here.',
  } satisfies Record<EventKind, string>,
  held: 'while the certificate held',
  notHeld: 'outside the certificate’s time',
};
