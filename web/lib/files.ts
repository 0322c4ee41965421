import type { FileResult, Report } from '../../src/index.js';
import type { Tone } from './rows.js';

const TONES: Readonly<Record<FileResult['state'], Tone>> = {
  match: 'good',
  changed: 'bad',
  'changed-during-check': 'caution',
  missing: 'bad',
  unsigned: 'bad',
  unreadable: 'bad',
  ignored: 'unknown',
  'not-checked': 'unknown',
};

/** How many files were left out by somebody's word; what is never part of a model is not among them. */
export function leftOutByWord({ leftOut }: Report): number {
  return leftOut.filter(({ by }) => by === 'person' || by === 'signer').length;
}

/** Whether names were left aside: only whether the bytes of each signed file are somewhere here. */
export function isByDigest({ notChecked }: Report): boolean {
  return notChecked.some(({ code }) => code === 'names');
}

/** How many of the signed files were checked, where the person asked for some paths only; else null. */
export function onlySome({ notChecked, files, rows }: Report): { checked: number; signed: number } | null {
  if (!notChecked.some(({ code }) => code === 'other-paths')) return null;
  const { signed } = rows.files;
  return { checked: files.filter(isCheckedAsSigned).length, signed };
}

/** What was not signed has no algorithm, but in a cache whose files were all read. */
function isCheckedAsSigned({ state, algorithm }: FileResult): boolean {
  return algorithm !== null && state !== 'not-checked' && state !== 'unsigned';
}

/** How each file looks. One that nobody signed says nothing where it was left out, or where names are not checked. */
export function tonesOf(report: Report): (file: FileResult) => Tone {
  const byDigest = isByDigest(report);
  const leftOut = new Set(report.leftOut.map(({ path }) => path));
  return ({ path, state }) =>
    state === 'unsigned' && (byDigest || leftOut.has(path)) ? 'unknown' : TONES[state];
}

/** Asked for all over the page, of reports that do not change; looking takes a while among 100,000. */
const differing = new WeakMap<Report, readonly FileResult[]>();

/** The files that speak against the model, in the report's order. */
export function differingFiles(report: Report): readonly FileResult[] {
  let files = differing.get(report);
  if (files === undefined) {
    const toneOf = tonesOf(report);
    files = report.files.filter((file) => ['bad', 'caution'].includes(toneOf(file)));
    differing.set(report, files);
  }
  return files;
}

const CALLED_SIGNATURE = /(?:\.sig|\.sigstore|\.sigstore\.json|\.bundle)$/i;

/** At the model's top, what is called like a signature; where none was found it may be one that broke on the way. */
export function calledSignature(files: Iterable<{ readonly path: string }>): string | null {
  for (const { path } of files) if (!path.includes('/') && CALLED_SIGNATURE.test(path)) return path;
  return null;
}

export interface Advice {
  readonly reason: NonNullable<FileResult['reason']>;
  /** How many more files are in the same plight. */
  readonly others: number;
}

/** What can be done about single files: once for each kind of plight, unless the verdict's own reasons say it already. */
export function adviceOn(report: Report): readonly Advice[] {
  const said = new Set<string>(report.verdict.reasons.map(({ code }) => code));
  if (said.has('files-are-pointers')) said.add('file-is-pointer');
  const byCode = new Map<string, Advice>();
  for (const { reason } of differingFiles(report)) {
    if (reason === undefined || said.has(reason.code)) continue;
    const before = byCode.get(reason.code);
    byCode.set(
      reason.code,
      before === undefined ? { reason, others: 0 } : { ...before, others: before.others + 1 },
    );
  }
  return [...byCode.values()];
}
