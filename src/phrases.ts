import type { Claimant } from './claimed.js';
import { quote, quoted, shortKey } from './quote.js';
import type {
  AddressProblem,
  ChainProblem,
  CheckpointProblem,
  DigestProblem,
  LinkProblem,
  LogEntryPart,
  Method,
  NameProblem,
  NamedSigner,
  NameTwin,
  NearMiss,
  PatternProblem,
  PemProblem,
  PointerSystem,
  RemoteFileProblem,
  ShardProblem,
  TimestampProblem,
} from './reason.js';

/** Where the file itself is to be had from. */
export const POINTER_WAYS: Readonly<Record<PointerSystem, string>> = {
  'git-lfs': 'Run “git lfs pull” in the model’s folder, or download the files again, then check once more.',
  xet: 'Install git-xet and pull again, or download the files again, then check once more.',
};

export const POINTER_SYSTEMS: Readonly<Record<PointerSystem, string>> = { 'git-lfs': 'Git LFS', xet: 'Xet' };

export function pointerCount(count: number, path: string): string {
  return count === 1
    ? `${quoted(path)} is a pointer`
    : `${String(count)} files, such as ${quoted(path)}, are pointers`;
}

/** Parts of sentences for `message.ts`: what is wrong, in words that follow a name. */
export const NAME_PROBLEMS: Readonly<Record<NameProblem, string>> = {
  empty: 'is empty',
  absolute: 'is absolute',
  parent: 'climbs out of its folder',
  'dot-part': 'has a part "."',
  'empty-part': 'has an empty part',
  backslash: 'has a back-slash',
  'drive-letter': 'starts with a drive letter',
  nul: 'has a NUL character',
  'ill-formed-unicode': 'is not well-formed text',
  'too-long': 'is too long',
};

export const PEM_PROBLEMS: Readonly<Record<PemProblem, string>> = {
  empty: 'it is empty',
  'too-large': 'it is too large',
  'not-pem': 'it is not a PEM text',
  'is-a-certificate': 'it is a certificate, not a public key',
  'is-a-public-key': 'it is a public key, not a certificate',
  'is-a-private-key': 'it is a private key, which you should not give to anybody',
  'several-keys': 'it holds several keys',
  'unsupported-key':
    'its key is of a kind or length that is not used here (a signer’s own has to be ECDSA P-256, P-384 or P-521)',
  malformed: 'it is damaged',
  'unsupported-algorithm': 'it is signed with an algorithm that we do not check',
  'unsupported-version': 'it is an X.509 certificate of an old version, which cannot say that it is a CA',
};

export const CHAIN_PROBLEMS: Readonly<Record<ChainProblem, string>> = {
  'not-a-ca': 'it is not a CA',
  'no-key-cert-sign': 'it may not sign certificates',
  'path-too-long': 'there are too many CAs below it',
  'extended-key-usage': 'it is for other purposes than signing code',
  'unknown-critical-extension': 'it has a critical extension that we do not know',
  'name-constraints': 'it may not certify such names',
  version: 'it is not of version 3',
  algorithm: 'it is signed with an algorithm that we do not check',
  'algorithm-mismatch': 'it names two signature algorithms',
  key: 'its key is of a kind or length that we do not use',
};

export const DIGEST_PROBLEMS: Readonly<Record<DigestProblem, string>> = {
  length: 'it is too short or too long',
  'upper-case': 'it is not in lower case',
  'not-hex': 'it is not hexadecimal',
};

export const SHARD_PROBLEMS: Readonly<Record<ShardProblem, string>> = {
  'no-range': 'one has no byte range',
  'empty-range': 'one has no bytes',
  'backward-range': 'one ends before it begins',
  overlap: 'two overlap',
  gap: 'there is a gap',
  'too-long': 'one is longer than the signature says',
  'short-before-last': 'one before the last is too short',
  'beyond-any-file': 'one lies beyond the end of any file',
};

export const PATTERN_PROBLEMS: Readonly<Record<PatternProblem, string>> = {
  empty: 'is empty',
  'too-long': 'is too long',
  'too-wide': 'would fit almost everybody',
};

export const NAME_TWINS: Readonly<Record<NameTwin, string>> = {
  form: 'They are spelled alike but coded in different ways (Unicode forms)',
  case: 'They differ only in upper and lower case',
  'look-alike': 'They look alike but are not the same',
};

export function alternativeNames(names: readonly string[]): string {
  return names.length === 0
    ? 'has no alternative name'
    : `has the alternative names ${names.map(quoted).join(', ')}`;
}

export const LINK_PROBLEMS: Readonly<Record<LinkProblem, string>> = {
  'not-allowed': 'and the signer allowed none',
  'leaves-the-model': 'that leads out of the model',
  broken: 'that leads nowhere',
};

export const NEAR_MISSES: Readonly<Record<NearMiss, string>> = {
  case: 'They differ only in upper and lower case',
  'white-space': 'They differ only in white space',
  scheme: 'They differ only in how the address begins (http, https or neither)',
  trailing: 'They differ only in how they end',
  'look-alike': 'They look alike but are not the same',
};

export function near(miss: NearMiss | null): string {
  return miss === null ? '' : ` ${NEAR_MISSES[miss]}, and that is a difference.`;
}

export function method(name: Method): string {
  return { sigstore: 'an identity', key: 'a public key', certificate: 'a CA certificate' }[name];
}

export function fileCounts(counts: {
  changed: number;
  missing: number;
  unsigned: number;
  unreadable: number;
  changedDuringCheck: number;
}): string {
  const { changed, missing, unsigned, unreadable, changedDuringCheck } = counts;
  const parts = Object.entries({
    changed,
    missing,
    'not signed': unsigned,
    unreadable,
    'changed during the check': changedDuringCheck,
  })
    .filter(([, n]) => n > 0)
    .map(([what, n]) => `${String(n)} ${what}`);
  return `Files differ from what was signed: ${parts.join(', ')}`;
}

/** Who says whom to expect, without being the person. */
export const CLAIMANTS: Readonly<Record<Claimant, string>> = {
  host: 'The page that shows this',
  link: 'The link that you came by',
};

/** Within a sentence. */
export function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** A signer within a sentence. */
export function signerText(signer: NamedSigner | null): string {
  switch (signer?.method) {
    case undefined:
      return 'somebody who is not named';
    case 'sigstore':
      if (signer.issuer === '') return quote(signer.identity);
      return `${quote(signer.identity)} (confirmed by ${quote(signer.issuer)})`;
    case 'certificate':
      if (signer.name !== '') return quote(signer.name);
      return signer.fingerprint === null ? 'a certificate' : `the certificate ${quote(signer.fingerprint)}`;
    case 'key':
      return signer.fingerprint === null ? 'a key' : `the holder of key ${shortKey(signer.fingerprint)}`;
  }
}

export function day(iso: string): string {
  return iso.slice(0, 10);
}

export function bytes(n: number): string {
  return n < 1024 * 1024 ? `${String(n)} bytes` : `${(n / (1024 * 1024)).toFixed(0)} MiB`;
}

export function certificates(fingerprints: readonly string[]): string {
  return fingerprints.length === 0 ? 'none' : fingerprints.map(quote).join(', ');
}

export const CHECKPOINT_PROBLEMS: Readonly<Record<CheckpointProblem, string>> = {
  origin: 'it is about another log than the one that signed it',
  'no-signature-by-the-log': 'the log that the entry names has not signed it',
  signature: 'its signature is not the log’s',
  'root-hash': 'it is about another tree than the proof',
  'tree-size': 'it is about a tree of another size than the proof',
};

export const LOG_ENTRY_PARTS: Readonly<Record<LogEntryPart, string>> = {
  artifact: 'other contents were logged',
  certificate: 'another certificate was logged',
  key: 'another key was logged',
  signature: 'another signature was logged',
  kind: 'it is not of the kind that the bundle says',
};

export const TIMESTAMP_PROBLEMS: Readonly<Record<TimestampProblem, string>> = {
  status: 'the authority did not grant it',
  'content-type': 'what was signed is not a timestamp',
  'message-digest': 'its signature is about another timestamp',
  'signing-certificate': 'it does not name the certificate that signed it',
  signature: 'its signature is not the authority’s',
  certificate: 'the authority’s certificate may not make timestamps, or was not in force',
  algorithm: 'it uses an algorithm that we do not check',
};

export const ADDRESS_PROBLEMS: Readonly<Record<AddressProblem, string>> = {
  scheme: 'we do not know its beginning',
  malformed: 'something in it is missing or out of place',
  'not-https': 'what comes without https can be changed on the way',
  credentials: 'a name or a secret does not belong in it',
  'too-long': 'it is too long',
};

export const REMOTE_FILE_PROBLEMS: Readonly<Record<RemoteFileProblem, string>> = {
  unreachable: 'there was no answer that could be read here',
  refused: 'it does not let us in',
  'not-found': 'it is listed, and not there',
  failed: 'the host could not answer',
  'too-slow': 'nothing came for too long',
  'cut-off': 'the connection ended early, again and again',
  'too-long': 'more came than the host’s own list says',
  'too-short': 'less came than the host’s own list says',
  'wrong-part': 'the host sent another part of it than it was asked for',
};
