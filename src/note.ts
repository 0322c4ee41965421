import type { Claimant } from './claimed.js';
import { CLAIMANTS } from './phrases.js';
import { quote, quoted } from './quote.js';
import type { NameTwin } from './reason.js';

export type Note =
  | { readonly code: 'unknown-key'; readonly at: string }
  | { readonly code: 'deprecated-format'; readonly predicateType: string }
  /** Two signed names that a person, or a disk, may take for one. */
  | { readonly code: 'name-twins'; readonly names: readonly [string, string]; readonly twin: NameTwin }
  | { readonly code: 'signer-ignore-path-unusable'; readonly path: string }
  /** A file that was signed as a pointer: what it points to is neither here nor signed. */
  | { readonly code: 'signed-pointer'; readonly path: string }
  /** A part of the trusted root that was left out; the rest was used. */
  | {
      readonly code: 'trust-part-unusable';
      readonly part: TrustPart;
      readonly name: string;
      readonly problem: string;
    }
  /** The trusted root is older than `limit` days: what was taken out of it since still counts here. */
  | {
      readonly code: 'trust-stale';
      readonly source: 'embedded' | 'refreshed' | 'supplied';
      /** ISO 8601, UTC. */
      readonly asOf: string;
      readonly days: number;
      readonly limit: number;
    }
  /** A timestamp by an authority that the trusted root does not know: it proved nothing, and something else did. */
  | { readonly code: 'timestamp-not-used'; readonly issuer: string }
  /** A bundle of v0.1 may carry a proof without a checkpoint: it proves nothing, and the promise does. */
  | { readonly code: 'proof-not-used' }
  /** A signature by a key, logged where the trusted root does not know: the log was not asked. */
  | { readonly code: 'log-not-used'; readonly logId: string }
  /** The trusted root names no log of signatures, or none of certificates: such a proof was not asked for. */
  | { readonly code: 'root-without-log' }
  | { readonly code: 'root-without-ct-log' }
  /** A signature by a key that no log has seen, although a trusted root was supplied. */
  | { readonly code: 'log-entry-absent' }
  /** Further certificates in the bundle, which nobody needs. */
  | { readonly code: 'certificates-not-used'; readonly count: number }
  /** The bundle's word about its key has a form that we do not know; the signature fits the key all the same. */
  | { readonly code: 'key-hint-unknown'; readonly hint: string }
  /** A test result, or a summary of a verification, that does not say that all passed; `result` is its word, null if it has none. */
  | { readonly code: 'statement-not-passed'; readonly result: string | null }
  /** A page or a link names another signer than the one whom the person named. */
  | { readonly code: 'claimed-differs'; readonly by: Claimant }
  /** The signature is over a list of files that has a digest itself, as a registry keeps it; they were held against that list. */
  | { readonly code: 'signed-through-list'; readonly list: string; readonly count: number }
  /** The statement is about other files too. */
  | { readonly code: 'other-subjects'; readonly count: number }
  /** Subjects of the statement that have no digest of a kind that we compute. */
  | { readonly code: 'subjects-not-used'; readonly count: number }
  /** One file was checked, whose bytes were signed under another name. */
  | { readonly code: 'subject-name-differs'; readonly path: string; readonly signed: string };

export type TrustPart = 'log' | 'ct-log' | 'certificate-authority' | 'timestamp-authority';

/** Something found that changed nothing, in plain words: whole sentences, which may quote the attacker's text. Escape them. */
export function noteText(note: Note): string {
  switch (note.code) {
    case 'unknown-key':
      return `The signature holds an entry that this version does not know: ${quote(note.at)}. It changed nothing.`;
    case 'deprecated-format':
      return `The signature uses an older format (${quote(note.predicateType)}).`;
    case 'name-twins': {
      const [one, other] = note.names;
      return `Two signed names look alike: ${quote(one)} and ${quote(other)}. ${TWINS[note.twin]}`;
    }
    case 'signer-ignore-path-unusable':
      return `The signer asked to leave out ${quote(note.path)}, which is not a usable path. It was not left out.`;
    case 'signed-pointer':
      return `${quote(note.path)} matches, but it was signed as a pointer: a small text that says which file belongs there. That file is neither here nor signed.`;
    case 'trust-part-unusable':
      return `The trusted root names ${TRUST_PARTS[note.part]}${note.name === '' ? '' : ` (${quote(note.name)})`} that cannot be used: ${note.problem}. The rest was used.`;
    case 'trust-stale':
      return `The list of authorities and logs that this check relied on is ${String(note.days)} days old (as of ${note.asOf.slice(0, 10)}, ${TRUST_SOURCES[note.source]}). What was withdrawn since is not known here. Update it.`;
    case 'timestamp-not-used':
      return `A timestamp is by an authority that your trusted root does not know (${quoted(note.issuer)}). It was not used.`;
    case 'proof-not-used':
      return 'A log entry brings a proof without the log’s word for it, as bundles of the oldest version may. It was not used: the log’s promise was checked.';
    case 'log-not-used':
      return `The signature is in a log that is not known here (${note.logId.slice(0, 16)}…), which was not asked. The key vouches for it.`;
    case 'root-without-log':
      return 'Your trusted root names no transparency log, so none was asked whether it has seen the signature.';
    case 'root-without-ct-log':
      return 'Your trusted root names no log of certificates, so that this one was published was not asked for.';
    case 'log-entry-absent':
      return 'The signature brings no entry of a transparency log, so your trusted root had nothing to say about it. The key vouches for it.';
    case 'certificates-not-used':
      return `The signature brings ${note.count === 1 ? 'a further certificate' : `${String(note.count)} further certificates`}, which nobody needs.`;
    case 'key-hint-unknown':
      return `The signature names its key in a way that we do not know (${quoted(note.hint)}). It was made with your key all the same.`;
    case 'statement-not-passed':
      return note.result === null
        ? 'The statement does not say that anything passed.'
        : `The statement does not say that all passed: its result is ${quote(note.result)}.`;
    case 'claimed-differs':
      return `${CLAIMANTS[note.by]} names another signer than this one. Your own word counts.`;
    case 'signed-through-list':
      return `The signature is over the ${quote(note.list)} of this artifact, which names ${note.count === 1 ? '1 file' : `${note.count} files`} by digest: they were held against that.`;
    case 'other-subjects':
      return `The statement is about ${note.count === 1 ? 'one other file' : `${String(note.count)} other files`} too, which ${note.count === 1 ? 'is' : 'are'} not among these.`;
    case 'subjects-not-used':
      return `The statement names ${note.count === 1 ? 'one thing' : `${String(note.count)} things`} without a digest that we can compute.`;
    case 'subject-name-differs':
      return `The bytes of ${quote(note.path)} were signed under the name ${quote(note.signed)}.`;
  }
}

const TWINS: Readonly<Record<NameTwin, string>> = {
  form: 'They hold the same characters, put together in two ways; some disks take them for one.',
  case: 'Only capital and small letters differ; some disks take them for one.',
  'look-alike': 'They hold characters that are drawn alike.',
};

const TRUST_SOURCES = {
  embedded: 'as it came with this version',
  refreshed: 'when it was last updated',
  supplied: 'as it was supplied',
} as const;

const TRUST_PARTS: Readonly<Record<TrustPart, string>> = {
  log: 'a transparency log',
  'ct-log': 'a log of certificates',
  'certificate-authority': 'a certificate authority',
  'timestamp-authority': 'a timestamp authority',
};
