import type { Message } from './message.js';
import { quote } from './quote.js';
import type { TrustFault } from './tuf/fault.js';

const GOOD_STAYS = 'What was trusted before stays in use.';
const LATER = `${GOOD_STAYS} Try again later, or from another place that has the repository.`;
const TELL = `${GOOD_STAYS} Try another place that has the repository; if that says the same, tell whoever runs it.`;
const NEWER = `${GOOD_STAYS} A newer version of Touchstone may know it: look for an update.`;

/** Why an update of trust was refused, in plain words. May quote the attacker's text: escape it. */
export function trustFault(fault: TrustFault): Message {
  switch (fault.code) {
    case 'trust-unreachable':
      return {
        text: `${quote(fault.file)} could not be fetched: ${quote(fault.detail)}.`,
        wayOut: `${GOOD_STAYS} Check the connection, and try again.`,
      };
    case 'trust-missing':
      return { text: `The repository has no ${quote(fault.file)}, which it needs.`, wayOut: TELL };
    case 'trust-too-large':
      return {
        text: `${quote(fault.file)} has more than ${String(fault.limit)} bytes, and was not read to its end.`,
        wayOut: TELL,
      };
    case 'trust-malformed':
      return { text: `${quote(fault.file)} is not as it should be: ${quote(fault.detail)}.`, wayOut: LATER };
    case 'trust-unsupported':
      return {
        text: `${quote(fault.file)} is of a kind that we do not know: ${quote(fault.detail)}.`,
        wayOut: NEWER,
      };
    case 'trust-signatures':
      return {
        text: `${quote(fault.file)} is signed by ${String(fault.valid)} of its keys, and has to be by ${String(fault.needed)}.${fault.valid === 0 ? ' It may be that of another Sigstore.' : ''}`,
        wayOut: `${TELL} Nothing of it was used.`,
      };
    case 'trust-signature-twice':
      return {
        text: `${quote(fault.file)} is signed twice under one key (${quote(fault.keyId.slice(0, 16))}), which would count as two.`,
        wayOut: TELL,
      };
    case 'trust-rollback':
      return {
        text: `${quote(fault.file)} is version ${String(fault.version)}, although version ${String(fault.seen)} was seen before: somebody shows an older state.`,
        wayOut: TELL,
      };
    case 'trust-version':
      return {
        text: `${quote(fault.file)} is version ${String(fault.version)}, and version ${String(fault.expected)} was announced: its parts are of different times.`,
        wayOut: LATER,
      };
    case 'trust-digest':
      return { text: `${quote(fault.file)} has other bytes than were announced for it.`, wayOut: LATER };
    case 'trust-expired':
      return {
        text: `${quote(fault.file)} was to be used until ${fault.expired.slice(0, 10)}. Either nobody renewed it, or somebody holds back what is newer.`,
        wayOut: `${LATER} If the clock of this machine is wrong, set it.`,
      };
    case 'trust-not-listed':
      return { text: `Nothing in the repository vouches for ${quote(fault.file)}.`, wayOut: TELL };
    case 'trust-too-many':
      return {
        text:
          fault.what === 'roots'
            ? `The repository has more than ${String(fault.limit)} roots after the one that this version knows.`
            : `The repository hands the question on more than ${String(fault.limit)} times.`,
        wayOut: NEWER,
      };
    case 'trust-target-unusable':
      return {
        text: `${quote(fault.file)} is well signed, but cannot be used: ${quote(fault.detail)}`,
        wayOut: NEWER,
      };
  }
}
