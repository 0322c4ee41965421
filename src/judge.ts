import type { Reason, ReasonCode } from './reason.js';
import { VERDICT_CODES, type Colour, type Rows, type Verdict, type VerdictCode } from './report.js';

type Failing = Exclude<VerdictCode, 'verified'>;

/** Which verdict a reason asks for; the earliest in VERDICT_CODES wins. */
const VERDICT_OF: Readonly<Record<ReasonCode, Failing>> = {
  'bundle-not-found': 'unsigned',
  'bundle-ambiguous': 'could-not-check',
  'bundle-several': 'could-not-check',
  'bundle-empty': 'could-not-check',
  'bundle-too-large': 'could-not-check',
  'bundle-not-json': 'could-not-check',
  'bundle-too-deep': 'could-not-check',
  'bundle-too-long': 'could-not-check',
  'bundle-duplicate-key': 'could-not-check',
  'bundle-unreadable': 'could-not-check',
  'bundle-malformed': 'could-not-check',
  'part-too-large': 'could-not-check',
  'media-type-unknown': 'could-not-check',
  'base64-malformed': 'could-not-check',
  'number-negative': 'could-not-check',
  'signature-missing': 'could-not-check',
  'signatures-several': 'could-not-check',
  'payload-type-unknown': 'could-not-check',
  'certificate-malformed': 'could-not-check',
  'root-in-bundle': 'could-not-check',
  'log-entry-missing': 'could-not-check',
  'inclusion-promise-missing': 'could-not-check',
  'inclusion-proof-missing': 'could-not-check',
  'statement-malformed': 'could-not-check',
  'statement-type-unknown': 'could-not-check',
  'predicate-type-unknown': 'could-not-check',
  'manifest-empty': 'could-not-check',
  'manifest-too-large': 'could-not-check',
  'name-unsafe': 'could-not-check',
  'name-duplicate': 'could-not-check',
  'hash-unsupported': 'could-not-check',
  'serialization-unsupported': 'could-not-check',
  'algorithm-differs': 'could-not-check',
  'digest-malformed': 'could-not-check',
  'shards-inconsistent': 'could-not-check',
  'subjects-unusable': 'could-not-check',
  'not-about-one-file': 'could-not-check',
  'method-differs': 'could-not-check',
  'public-key-needed': 'could-not-check',
  'public-key-unusable': 'could-not-check',
  'root-needed': 'could-not-check',
  'root-unusable': 'could-not-check',
  'root-not-self-signed': 'could-not-check',
  'trusted-root-unusable': 'could-not-check',
  'identity-empty': 'could-not-check',
  'issuer-empty': 'could-not-check',
  'subject-empty': 'could-not-check',
  'subject-alt-name-empty': 'could-not-check',
  'pattern-unusable': 'could-not-check',
  'fingerprint-unusable': 'could-not-check',
  'only-path-unusable': 'could-not-check',
  'only-path-unknown': 'could-not-check',
  'ignore-path-unusable': 'could-not-check',
  'digest-unusable': 'could-not-check',
  'signature-unsupported': 'could-not-check',
  'identity-ambiguous': 'could-not-check',
  'model-empty': 'could-not-check',
  'model-unreadable': 'could-not-check',
  'model-path-unsafe': 'could-not-check',
  'model-path-duplicate': 'could-not-check',
  'model-too-many-files': 'could-not-check',
  'engine-failed': 'could-not-check',
  'remote-address-unusable': 'could-not-check',
  'remote-unreachable': 'could-not-check',
  'remote-not-found': 'could-not-check',
  'remote-refused': 'could-not-check',
  'remote-failed': 'could-not-check',
  'remote-too-slow': 'could-not-check',
  'remote-listing-malformed': 'could-not-check',
  'remote-listing-too-large': 'could-not-check',
  'remote-digest-differs': 'could-not-check',
  'remote-packed': 'could-not-check',
  'remote-file-failed': 'could-not-check',
  'download-failed': 'could-not-check',
  'root-digest-differs': 'signature-invalid',
  'signature-differs': 'signature-invalid',
  'chain-signature-differs': 'signature-invalid',
  'sct-invalid': 'signature-invalid',
  'log-promise-invalid': 'signature-invalid',
  'log-proof-invalid': 'signature-invalid',
  'checkpoint-invalid': 'signature-invalid',
  'log-not-in-use': 'signature-invalid',
  'log-entry-differs': 'signature-invalid',
  'log-entry-unsupported': 'could-not-check',
  'log-entry-malformed': 'could-not-check',
  'timestamp-malformed': 'signature-invalid',
  'timestamp-differs': 'signature-invalid',
  'timestamp-invalid': 'signature-invalid',
  'timestamp-outside-validity': 'signature-invalid',
  'certificate-not-valid-when-signed': 'signature-invalid',
  'identity-differs': 'signer-mismatch',
  'issuer-differs': 'signer-mismatch',
  'subject-differs': 'signer-mismatch',
  'subject-alt-name-differs': 'signer-mismatch',
  'identity-not-in-pattern': 'signer-mismatch',
  'certificate-differs': 'signer-mismatch',
  'claimed-differs': 'signer-mismatch',
  'key-differs': 'signer-mismatch',
  'pin-differs': 'signer-mismatch',
  'organisation-differs': 'signer-mismatch',
  'files-differ': 'files-mismatch',
  'single-file-signature': 'files-mismatch',
  'no-file-signed': 'files-mismatch',
  'model-is-below': 'files-mismatch',
  'model-is-above': 'files-mismatch',
  'name-twin': 'files-mismatch',
  'files-are-pointers': 'files-mismatch',
  'file-is-pointer': 'files-mismatch',
  'file-unreadable': 'files-mismatch',
  'folder-unreadable': 'files-mismatch',
  'file-not-regular': 'files-mismatch',
  'file-changed-while-read': 'files-mismatch',
  'file-appeared': 'files-mismatch',
  'file-is-link': 'files-mismatch',
  'names-not-checked': 'partial',
  'only-some-asked': 'partial',
  'files-not-asked': 'partial',
  'hub-reported': 'partial',
  'signed-under-another-name': 'partial',
  'chain-without-trusted-root': 'signer-untrusted',
  'chain-not-allowed': 'signer-untrusted',
  'certificate-expired': 'signer-untrusted',
  'certificate-not-yet-valid': 'signer-untrusted',
  'certificate-may-not-sign': 'signer-untrusted',
  'key-came-with-model': 'signer-untrusted',
  'log-unknown': 'signer-untrusted',
  'timestamp-untrusted': 'signer-untrusted',
  'signing-time-missing': 'signer-untrusted',
  'pin-unconfirmed': 'signer-unconfirmed',
  'trust-not-yours': 'signer-untrusted',
  'nobody-named': 'signer-unconfirmed',
  'expectation-not-yours': 'signer-unconfirmed',
  'expectations-unusable': 'could-not-check',
  'expectations-expired': 'could-not-check',
  'expectations-ambiguous': 'could-not-check',
  'expectations-silent': 'signer-unconfirmed',
  'log-required': 'signer-untrusted',
  'timestamp-required': 'signer-untrusted',
  'algorithm-not-allowed': 'signer-untrusted',
  'file-type-not-allowed': 'files-mismatch',
};

const COLOUR_OF: Readonly<Record<Failing, Exclude<Colour, 'green'>>> = {
  'could-not-check': 'grey',
  unsigned: 'grey',
  'signature-invalid': 'red',
  'signer-mismatch': 'red',
  'files-mismatch': 'red',
  partial: 'amber',
  'signer-untrusted': 'amber',
  'signer-unconfirmed': 'amber',
};

/** The verdict that this reason alone would give. */
export function verdictOf(code: ReasonCode): Failing {
  return VERDICT_OF[code];
}

/** A verdict still without its headline. */
export type Judgement =
  | Omit<Extract<Verdict, { code: 'verified' }>, 'headline'>
  | Omit<Exclude<Verdict, { code: 'verified' }>, 'headline'>;

/** Whether the files need not be looked at: their state could no longer change the verdict. */
export function isDecided(reasons: readonly Reason[]): boolean {
  const files = VERDICT_CODES.indexOf('files-mismatch');
  return reasons.some(({ code }) => VERDICT_CODES.indexOf(VERDICT_OF[code]) < files);
}

/** docs/verdicts.md: the first code that applies wins, and its reasons come first. */
export function judge(reasons: readonly Reason[], rows: Rows): Judgement {
  const sorted = reasons.toSorted((a, b) => precedence(a) - precedence(b));
  const [first, ...rest] = sorted;
  if (first === undefined) {
    // Green needs all four rows to say so by themselves; that no reason against it was found is not enough.
    if (isGreen(rows)) return { code: 'verified', colour: 'green', reasons: [] };
    return judge([{ code: 'engine-failed', detail: 'the rows do not support a verdict' }], rows);
  }
  const code = VERDICT_OF[first.code];
  return { code, colour: COLOUR_OF[code], reasons: [first, ...rest] };
}

function precedence(reason: Reason): number {
  return VERDICT_CODES.indexOf(VERDICT_OF[reason.code]);
}

function isGreen({ files, signature, signer, time }: Rows): boolean {
  return (
    files.value === 'match' &&
    files.signed > 0 &&
    files.matching === files.signed &&
    signature.value === 'valid' &&
    (signer.value === 'expected' || signer.value === 'vouched-for') &&
    time.value !== 'not-checked'
  );
}
