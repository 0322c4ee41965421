import { headline } from './headline.js';
import { message, type Message } from './message.js';
import { noteText, type Note } from './note.js';
import { trustFault } from './trust-fault-message.js';
import type { TrustFault } from './tuf/fault.js';
import type { Reason } from './reason.js';
import type { Report } from './report.js';

/** What the verifier has to say, in one language. All of it may quote the attacker's text: escape it. */
export interface Prose {
  /** A BCP 47 language tag. */
  readonly language: string;
  readonly message: (reason: Reason) => Message;
  readonly noteText: (note: Note) => string;
  /** Why an update of trust was refused, and what the person can do about it. */
  readonly trustFault: (fault: TrustFault) => Message;
  /** In English the same as `report.verdict.headline`. */
  readonly headline: (report: Report) => string;
}

export const english: Prose = { language: 'en', message, noteText, trustFault, headline };
