import { VERDICT_CODES, type Report, type SignerFacts, type VerdictCode } from './report.js';
import { time } from './pin.js';
import { Malformed, Untrusted } from './untrusted.js';

/** What is kept of a check: facts, so that they can be said in any language. Its files' names are in the report only. */
export interface RememberedCheck {
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly checkedAt: string;
  /** The version of the tool that checked. */
  readonly tool: string;
  /** The model's own name, where known. */
  readonly model: string | null;
  /** What the page called it, which may be several files. */
  readonly label: string;
  readonly verdict: VerdictCode;
  /** Who signed, by the bundle's own word: whether that was confirmed is the verdict's to say. */
  readonly signer: RememberedSigner | null;
  readonly rootDigest: string | null;
  readonly bundleSha256: string | null;
  readonly files: RememberedCounts;
  readonly totalBytes: number;
  readonly durationMs: number;
  /** The bundled sample, whose signer is made up. */
  readonly isSample: boolean;
  /** SHA-256 (hex) of the report as JSON, if it was kept. */
  readonly reportSha256: string | null;
}

export type RememberedSigner =
  | { readonly method: 'sigstore'; readonly identity: string; readonly issuer: string }
  | { readonly method: 'certificate'; readonly subject: string; readonly fingerprint: string }
  | { readonly method: 'key'; readonly fingerprint: string | null };

const COUNTS = [
  'here',
  'signed',
  'matching',
  'changed',
  'missing',
  'unsigned',
  'unreadable',
  'changedDuringCheck',
  'ignored',
] as const;

/** `here`: all that was listed. */
export type RememberedCounts = { readonly [Count in (typeof COUNTS)[number]]: number };

const MAX_TEXT = 4096;
const MEMBERS = [
  ...['id', 'checkedAt', 'tool', 'model', 'label', 'verdict', 'signer', 'rootDigest', 'bundleSha256'],
  ...['files', 'totalBytes', 'durationMs', 'isSample', 'reportSha256'],
];

export interface CheckCircumstances {
  readonly id: string;
  readonly label: string;
  readonly isSample: boolean;
  readonly reportSha256: string | null;
}

export function rememberedCheck(
  report: Report,
  { id, label, isSample, reportSha256 }: CheckCircumstances,
): RememberedCheck {
  const { model, rows } = report;
  const { value: _, ...counts } = rows.files;
  return {
    id,
    checkedAt: report.checkedAt,
    tool: report.tool.version,
    model: model.name === null ? null : model.name.slice(0, MAX_TEXT),
    label: label.slice(0, MAX_TEXT),
    verdict: report.verdict.code,
    signer: report.signer === null ? null : signerOf(report.signer),
    rootDigest: report.manifest?.rootDigest ?? null,
    bundleSha256: report.bundle?.sha256 ?? null,
    files: { here: model.fileCount, ...counts },
    totalBytes: model.totalBytes,
    durationMs: Math.max(0, Math.round(report.durationMs)),
    isSample,
    reportSha256,
  };
}

function signerOf(signer: SignerFacts): RememberedSigner {
  switch (signer.method) {
    case 'sigstore':
      return {
        method: 'sigstore',
        identity: signer.identity.slice(0, MAX_TEXT),
        issuer: signer.issuer.slice(0, MAX_TEXT),
      };
    case 'certificate':
      return {
        method: 'certificate',
        subject: signer.subject.slice(0, MAX_TEXT),
        fingerprint: signer.certificate.fingerprint,
      };
    case 'key':
      return { method: 'key', fingerprint: signer.fingerprint };
  }
}

/** Reads one out of a file or a storage, or tells where it is wrong. */
export function parseRememberedCheck(
  json: unknown,
):
  | { readonly ok: true; readonly check: RememberedCheck }
  | { readonly ok: false; readonly at: string; readonly problem: string } {
  try {
    return { ok: true, check: readCheck(new Untrusted(json, 'check')) };
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    return { ok: false, at: error.at, problem: error.problem };
  }
}

export function readCheck(value: Untrusted): RememberedCheck {
  value.onlyMembers(MEMBERS);
  return {
    id: readId(value.get('id')),
    checkedAt: time(value.get('checkedAt')),
    tool: value.get('tool').token(50),
    model: value.optional('model')?.stringOf(MAX_TEXT) ?? null,
    label: value.get('label').stringOf(MAX_TEXT),
    verdict: verdict(value.get('verdict')),
    signer: signer(value.optional('signer')),
    rootDigest: value.optional('rootDigest')?.token(200) ?? null,
    bundleSha256: sha256(value.optional('bundleSha256')),
    files: counts(value.get('files')),
    totalBytes: count(value.get('totalBytes')),
    durationMs: count(value.get('durationMs')),
    isSample: value.get('isSample').boolean(),
    reportSha256: sha256(value.optional('reportSha256')),
  };
}

/** As `crypto.randomUUID` makes it. */
export function readId(value: Untrusted): string {
  const text = value.stringOf(36);
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text) ? text : value.fail('is not a UUID');
}

function verdict(value: Untrusted): VerdictCode {
  const text = value.string();
  return VERDICT_CODES.find((code) => code === text) ?? value.fail('is not a verdict');
}

function signer(value: Untrusted | null): RememberedSigner | null {
  if (value === null) return null;
  const method = value.get('method').string();
  switch (method) {
    case 'sigstore':
      value.onlyMembers(['method', 'identity', 'issuer']);
      return {
        method,
        identity: value.get('identity').stringOf(MAX_TEXT),
        issuer: value.get('issuer').stringOf(MAX_TEXT),
      };
    case 'certificate':
      value.onlyMembers(['method', 'subject', 'fingerprint']);
      return {
        method,
        subject: value.get('subject').stringOf(MAX_TEXT),
        fingerprint: value.get('fingerprint').token(128),
      };
    case 'key':
      value.onlyMembers(['method', 'fingerprint']);
      return { method, fingerprint: value.optional('fingerprint')?.token(128) ?? null };
    default:
      return value.get('method').fail('is not sigstore, key or certificate');
  }
}

function counts(value: Untrusted): RememberedCounts {
  value.onlyMembers(COUNTS);
  const of = (name: (typeof COUNTS)[number]): number => count(value.get(name));
  return {
    here: of('here'),
    signed: of('signed'),
    matching: of('matching'),
    changed: of('changed'),
    missing: of('missing'),
    unsigned: of('unsigned'),
    unreadable: of('unreadable'),
    changedDuringCheck: of('changedDuringCheck'),
    ignored: of('ignored'),
  };
}

function count(value: Untrusted): number {
  const number = value.value;
  return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0
    ? number
    : value.fail('is not a whole number');
}

function sha256(value: Untrusted | null): string | null {
  if (value === null) return null;
  const text = value.stringOf(64);
  return /^[0-9a-f]{64}$/.test(text) ? text : value.fail('is not a SHA-256 digest');
}
