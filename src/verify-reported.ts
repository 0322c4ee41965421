import { assertRequest } from './assert-request.js';
import { begin, concluded, type Begun } from './begin.js';
import { notSigned, signedDigest, type Comparison } from './comparison.js';
import { defaultHasher } from './hash/engine.js';
import { IgnoreRules, signerRules, STANDARD_RULES, type IgnoreRule } from './manifest/left-out.js';
import { planComparison } from './manifest/plan.js';
import { bySeverity, countStates } from './manifest/row.js';
import type { Manifest } from './bundle/manifest.js';
import type { Claim } from './bundle/claim.js';
import type { ListedFile } from './model/entry.js';
import { ProgressTracker } from './progress.js';
import { signedList } from './remote-list.js';
import type { RemoteAnswer, RemoteFile } from './remote/remote-model.js';
import type { Reason } from './reason.js';
import type { FileResult, HashAlgorithm, LeftOut, Report } from './report.js';
import { ReportBuilder } from './report-builder.js';
import type { VerifyRequest } from './request.js';
import { Subjects } from './subjects.js';

export type ReportedRequest = Omit<VerifyRequest, 'model' | 'listing' | 'hasher'> & {
  /** What {@link openRemote} answered. */
  readonly model: RemoteAnswer;
};

/**
 * What a host says of its own files against what was signed, without a download: only the signature is fetched. The host may say
 * what it likes, so that the best verdict is `partial`; that it says otherwise than the signer is a finding. Settles as
 * {@link verifyModel} does.
 */
export async function verifyReported(request: ReportedRequest): Promise<Report> {
  assertRequest(request);
  const report = new ReportBuilder(request);
  return concluded(report, request.signal, async () => {
    const begun = await begin(request, report, new ProgressTracker(request.onProgress));
    report.reportedOnly();
    if ('ended' in begun) return report.end(...begun.ended);
    const { checked, asked, model } = begun;
    const { statement } = checked;
    const results =
      statement.kind === 'model'
        ? await heldAgainstManifest(statement.manifest, begun)
        : await heldAgainstClaim(statement.claim, begun, request.signal);
    const host = model.remote?.facts.host ?? '';
    const compared = comparisonOf(results, host, request.ignoreUnsignedFiles ?? false);
    report.compared(compared);
    return report.end(...checked.signature.reasons, ...compared.reasons, ...report.unmet(asked));
  });
}

interface Results {
  readonly files: readonly FileResult[];
  readonly leftOut: readonly LeftOut[];
  readonly signed: number;
  /** Paths of which the host reports what was signed. */
  readonly agreeing: ReadonlySet<string>;
}

async function heldAgainstManifest(manifest: Manifest, begun: Begun): Promise<Results> {
  const { model, bundle, selection } = begun;
  const rules: readonly IgnoreRule[] = [
    ...STANDARD_RULES,
    ...begun.rules,
    ...signerRules(manifest.ignorePaths).rules,
  ];
  const plan = await planComparison(manifest, model, bundle.paths, rules);
  const reports = reportsOf(begun);
  const agreeing = new Set<string>();
  const present = plan.present.map(({ name, file, signed }) => {
    const digest = signedDigest(signed);
    return held(file, { path: name, algorithm: manifest.hashType, digest }, reports, agreeing);
  });
  const files = [
    ...present,
    ...plan.missing.map(({ name: path, signed }): FileResult => ({
      path,
      state: 'missing',
      algorithm: manifest.hashType,
      expected: signedDigest(signed),
      actual: null,
      size: null,
    })),
    ...plan.unsigned.map((file) => withReport(notSigned(file, 'unsigned'), file, reports)),
    ...plan.ignored.map(({ file }) => notSigned(file, 'ignored')),
  ];
  return {
    files: files.map((file) => (selection.has(file.path) ? file : { ...file, state: 'not-checked' })),
    leftOut: plan.ignored.map(({ leftOut }) => leftOut),
    signed: manifest.files.size,
    agreeing,
  };
}

async function heldAgainstClaim(
  claim: Claim,
  begun: Begun,
  signal: AbortSignal | undefined,
): Promise<Results> {
  const { model, bundle, selection } = begun;
  const subjects = new Subjects(
    claim,
    model.files.map(({ path }) => path),
  );
  const rules = new IgnoreRules([...STANDARD_RULES, ...begun.rules]);
  const list = await signedList(model.remote, subjects, { hasher: defaultHasher(), signal });
  const reports = reportsOf(begun);
  const agreeing = new Set<string>();
  const leftOut: LeftOut[] = [];
  const files = model.files.map((file): FileResult => {
    const { path } = file;
    const listed = list?.expected(path) ?? null;
    const rule = listed === null && subjects.named(path) === null ? rules.covering(path) : null;
    if (bundle.paths.has(path) || rule !== null) {
      leftOut.push({ path, by: rule?.by ?? 'bundle', rule: rule?.path ?? path });
      return notSigned(file, 'ignored');
    }
    if (!selection.has(path)) return notSigned(file, 'not-checked');
    if (listed !== null)
      return held(file, { path, algorithm: listed.algorithm, digest: listed.expected }, reports, agreeing);
    const reported = reports.get(path)?.reported ?? null;
    const subject =
      subjects.named(path) ?? (reported === null ? null : subjects.has(reported.algorithm, reported.digest));
    if (subject === null)
      return withReport(notSigned(file, reported === null ? 'not-checked' : 'unsigned'), file, reports);
    return held(file, { path, algorithm: subject.algorithm, digest: subject.digest }, reports, agreeing);
  });
  return { files, leftOut, signed: files.filter(({ expected }) => expected !== null).length, agreeing };
}

type Reports = ReadonlyMap<string, RemoteFile>;

function reportsOf({ model }: Begun): Reports {
  return new Map(model.remote?.files.map((file) => [file.path, file]) ?? []);
}

/** What was signed of a file against what its host says of it. Nobody read the file: it never matches. */
function held(
  file: ListedFile,
  signed: {
    readonly path: string;
    readonly algorithm: HashAlgorithm | null;
    readonly digest: string | null;
  },
  reports: Reports,
  agreeing: Set<string>,
): FileResult {
  const base = withReport({ ...notSigned(file, 'not-checked'), path: signed.path }, file, reports);
  const known = { ...base, algorithm: signed.algorithm, expected: signed.digest };
  // In parts, or by another algorithm, there is nothing to compare.
  const { reported } = known;
  if (signed.digest === null || reported?.algorithm !== signed.algorithm) return known;
  if (reported.digest !== signed.digest) return { ...known, state: 'changed' };
  agreeing.add(signed.path);
  return known;
}

function withReport(result: FileResult, { path }: ListedFile, reports: Reports): FileResult {
  const reported = reports.get(path)?.reported ?? null;
  return reported === null ? result : { ...result, reported };
}

function comparisonOf(
  { files, leftOut, signed, agreeing }: Results,
  host: string,
  ignoreUnsignedFiles: boolean,
): Comparison {
  const counts = countStates(files);
  const { changed, missing } = counts;
  const unsigned = ignoreUnsignedFiles ? 0 : counts.unsigned;
  const differs = changed + missing + unsigned > 0;
  const reasons: Reason[] = [{ code: 'hub-reported', host, agreeing: agreeing.size, signed }];
  if (differs)
    reasons.unshift({
      code: 'files-differ',
      changed,
      missing,
      unsigned,
      unreadable: 0,
      changedDuringCheck: 0,
    });
  return {
    row: { ...counts, value: differs ? 'differ' : 'not-checked', signed },
    files: files.toSorted(bySeverity),
    leftOut: [
      ...leftOut,
      ...(ignoreUnsignedFiles ? files.filter(({ state }) => state === 'unsigned') : []).map(({ path }) => ({
        path,
        by: 'person' as const,
        rule: 'unsigned files',
      })),
    ],
    notes: [],
    notChecked: [],
    reasons,
  };
}
