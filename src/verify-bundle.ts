import { assertRequest } from './assert-request.js';
import { parseDigest, type Manifest } from './bundle/manifest.js';
import type { Statement } from './bundle/statement.js';
import { textOfBundle } from './choose.js';
import { concluded } from './begin.js';
import { isDecided } from './judge.js';
import { countStates } from './manifest/row.js';
import type { Comparison } from './comparison.js';
import type { DigestProblem, Reason } from './reason.js';
import type { Note } from './note.js';
import type { ArtifactHash, FileResult, HashAlgorithm, Report } from './report.js';
import { ReportBuilder } from './report-builder.js';
import type { BundleInput, VerifyRequest } from './request.js';
import { checkWhom } from './whom.js';

/** What a bundle is held against. */
export interface BundleQuestion {
  /**
   * Of the file, as the caller computed it: `sha256:<lower-case hex>`, or the same with sha384 or sha512. The answer is about
   * this digest, and about a file only as far as the caller's digest is.
   */
  readonly digest: string;
  readonly trust: VerifyRequest['trust'];
  /** As in {@link VerifyRequest}. */
  readonly refreshed?: VerifyRequest['refreshed'];
  readonly staleTrustDays?: VerifyRequest['staleTrustDays'];
  /** The time to judge validity at; this machine's clock when absent. */
  readonly now?: Date;
  readonly signal?: AbortSignal;
}

/**
 * The same question as {@link verifyModel}, about one file of which only the digest is known: a Sigstore signature over it, a
 * statement about it, or an OMS signature of a single-file model. Every outcome is a report. Rejects only when `signal`
 * aborts, or with a TypeError when the question is not of the stated types.
 */
export async function verifyBundle(bundle: BundleInput, question: BundleQuestion): Promise<Report> {
  assertRequest(question);
  const { trust, signal } = question;
  signal?.throwIfAborted();
  const report = new ReportBuilder(question);
  report.digestGiven();
  return concluded(report, signal, async () => {
    const given = parseGiven(question.digest);
    if ('code' in given) return report.end(given);
    const content = textOfBundle(bundle);
    if (content === null)
      return report.end({ code: 'bundle-not-json', detail: 'it cannot be written as JSON' });
    const whom = {
      bundle: content,
      trust,
      claimed: undefined,
      pins: [],
      expectations: null,
      now: report.checkedAt.getTime(),
      modelName: null,
      refreshed: question.refreshed ?? [],
    };
    const asked = await checkWhom(whom, signal);
    const checked = asked.outcome;
    report.asked(asked);
    report.checked(checked, { path: null });
    if (checked.kind === 'refused') return report.end(...checked.reasons);
    if (isDecided(checked.signature.reasons)) return report.end(...checked.signature.reasons);
    const compared = compareDigest(checked.statement, given);
    if ('code' in compared) return report.end(...checked.signature.reasons, compared);
    report.compared(compared);
    return report.end(...checked.signature.reasons, ...compared.reasons, ...report.unmet(asked));
  });
}

interface Given {
  readonly algorithm: ArtifactHash;
  readonly digest: string;
}

const DIGEST = /^(sha256|sha384|sha512):(.*)$/s;

function isHash(name: string): name is ArtifactHash {
  return name === 'sha256' || name === 'sha384' || name === 'sha512';
}

function parseGiven(text: unknown): Given | Reason {
  const [, algorithm = '', digest = ''] = (typeof text === 'string' ? DIGEST.exec(text) : null) ?? [];
  if (!isHash(algorithm)) return { code: 'digest-unusable', problem: 'algorithm' };
  const raw = parseDigest(digest, algorithm, '');
  if (raw.ok) return { algorithm, digest };
  const [reason] = raw.reasons;
  const problem: DigestProblem = reason.code === 'digest-malformed' ? reason.problem : 'length';
  return { code: 'digest-unusable', problem };
}

function compareDigest(statement: Statement, given: Given): Comparison | Reason {
  const signed = statement.kind === 'claim' ? statement.claim.subjects : fromManifest(statement.manifest);
  if ('code' in signed) return signed;
  const { algorithm } = given;
  const comparable = signed.filter((subject) => subject.algorithm === algorithm);
  if (comparable.length === 0) return { code: 'digest-unusable', problem: 'absent' };
  const match = comparable.find(({ digest }) => digest === given.digest);
  const [only] = comparable;
  const path = match?.name ?? (comparable.length === 1 ? only?.name : null) ?? `${algorithm}:${given.digest}`;
  const file: FileResult = {
    path,
    state: match === undefined ? 'changed' : 'match',
    algorithm,
    expected: match?.digest ?? (comparable.length === 1 ? (only?.digest ?? null) : null),
    actual: given.digest,
    size: null,
  };
  const others = signed.length - 1;
  const notes: Note[] = match !== undefined && others > 0 ? [{ code: 'other-subjects', count: others }] : [];
  const counts = countStates([file]);
  return {
    row: { ...counts, value: match === undefined ? 'differ' : 'match', signed: 1 },
    files: [file],
    leftOut: [],
    notChecked: [{ code: 'bytes' }],
    notes,
    reasons: match === undefined ? [{ code: 'no-file-signed', files: 1 }] : [],
  };
}

interface Signed {
  readonly name: string | null;
  readonly algorithm: HashAlgorithm;
  readonly digest: string;
}

function fromManifest(manifest: Manifest): readonly Signed[] | Reason {
  const [file, ...others] = manifest.files;
  if (file === undefined || others.length > 0 || file[1].kind !== 'whole')
    return { code: 'not-about-one-file', files: manifest.files.size };
  return [{ name: file[0], algorithm: manifest.hashType, digest: file[1].digest }];
}
