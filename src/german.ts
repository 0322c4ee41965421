import { headline } from './german/headline.js';
import { message } from './german/message.js';
import { noteText } from './german/note.js';
import { trustFault } from './german/trust-fault-message.js';
import type { Prose } from './prose.js';

/** An entry of its own, `touchstone/german`: whoever does not ask for it does not load it. */
export const german: Prose = { language: 'de', message, noteText, trustFault, headline };

export { predicateName } from './german/predicate-name.js';
