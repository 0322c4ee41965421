import type { Manifest } from './bundle/manifest.js';
import type { Hasher } from './hash/hasher.js';
import { compareFile, unreadable } from './manifest/compare.js';
import { signerRules, STANDARD_RULES, type IgnoreRule } from './manifest/left-out.js';
import { isSingleFile, planComparison } from './manifest/plan.js';
import type { ListedFile } from './model/directory.js';
import type { ListedModel } from './model/list.js';
import type { ProgressTracker } from './progress.js';
import type { Reason } from './reason.js';
import type { FileResult, FilesRow, FileState, LeftOut, Note } from './report.js';

export interface CompareRequest {
  readonly manifest: Manifest;
  readonly model: ListedModel;
  readonly bundles: ReadonlySet<string>;
  readonly rules: readonly IgnoreRule[];
  readonly ignoreUnsignedFiles: boolean;
  readonly hasher: Hasher;
  readonly progress: ProgressTracker;
  readonly signal: AbortSignal | undefined;
}

export interface Comparison {
  readonly row: FilesRow;
  readonly files: readonly FileResult[];
  readonly leftOut: readonly LeftOut[];
  readonly notes: readonly Note[];
  readonly reasons: readonly Reason[];
}

/** Compares what is here with what was signed, file by file. Rejects when aborted or when the engine breaks. */
export async function compareModel(request: CompareRequest): Promise<Comparison> {
  const { manifest, model, signal, progress } = request;
  const signers = signerRules(manifest.ignorePaths);
  const plan = planComparison(manifest, model, request.bundles, [
    ...STANDARD_RULES,
    ...request.rules,
    ...signers.rules,
  ]);

  const bytes = plan.present.reduce((sum, { file }) => sum + file.blob.size, 0);
  progress.enter('hashing', { files: plan.present.length, bytes });
  const options = {
    algorithm: manifest.hashType,
    allowSymlinks: manifest.allowSymlinks,
    hasher: request.hasher,
    signal,
    onBytes: (more: number) => {
      progress.addBytes(more);
    },
  };
  // The longest first, so that no worker is left alone with it at the end.
  const queue = plan.present.toSorted((a, b) => b.file.blob.size - a.file.blob.size);
  const checked: FileResult[] = [];
  // One iterator for all: each takes the next.
  const rest = queue.values();
  const work = async () => {
    for (const next of rest) {
      checked.push(await compareFile(next.name, next.file, next.signed, options));
      progress.addFile();
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, request.hasher.concurrency) }, work));
  signal?.throwIfAborted();

  const files: FileResult[] = [
    ...checked,
    ...plan.missing.map(({ name, signed }) => ({
      path: name,
      state: 'missing' as const,
      algorithm: manifest.hashType,
      expected: signed.kind === 'whole' ? signed.digest : null,
      actual: null,
      size: null,
    })),
    ...plan.unsigned.map((file) => unsignedFile(file, manifest.allowSymlinks)),
    ...plan.ignored.map(({ file }) => notSigned(file, 'ignored')),
  ].toSorted((a, b) => RANK[a.state] - RANK[b.state] || (a.path < b.path ? -1 : 1));

  const row = filesRow(manifest, files, request.ignoreUnsignedFiles);
  const tolerated = request.ignoreUnsignedFiles ? files.filter(({ state }) => state === 'unsigned') : [];
  return {
    row,
    files,
    leftOut: [
      ...plan.ignored.map(({ leftOut }) => leftOut),
      ...tolerated.map(({ path }) => ({ path, by: 'person' as const, rule: 'unsigned files' })),
    ],
    notes: signers.unusable.map((path) => ({ code: 'signer-ignore-path-unusable', path })),
    reasons: reasonsOf(row, request),
  };
}

/** A file that nobody signed is still refused when its name or kind cannot be trusted: it may be hiding something. */
function unsignedFile(file: ListedFile, allowSymlinks: boolean): FileResult {
  const reason = unreadable(file, allowSymlinks);
  return reason === null ? notSigned(file, 'unsigned') : { ...notSigned(file, 'unreadable'), reason };
}

function notSigned(file: ListedFile, state: FileState): FileResult {
  return { path: file.path, state, algorithm: null, expected: null, actual: null, size: file.blob.size };
}

/** What a person must look at first. */
const RANK: Readonly<Record<FileState, number>> = {
  changed: 0,
  missing: 1,
  unreadable: 2,
  unsigned: 3,
  'not-checked': 4,
  match: 5,
  ignored: 6,
};

function filesRow(manifest: Manifest, files: readonly FileResult[], ignoreUnsignedFiles: boolean): FilesRow {
  const count = (state: FileState) => files.filter((file) => file.state === state).length;
  const [changed, missing, unsigned, unreadable] = [
    count('changed'),
    count('missing'),
    count('unsigned'),
    count('unreadable'),
  ];
  const differ = changed + missing + unreadable + (ignoreUnsignedFiles ? 0 : unsigned);
  return {
    value: differ === 0 ? 'match' : 'differ',
    signed: manifest.files.size,
    matching: count('match'),
    changed,
    missing,
    unsigned,
    unreadable,
    ignored: count('ignored'),
  };
}

function reasonsOf(row: FilesRow, { manifest, model, ignoreUnsignedFiles }: CompareRequest): Reason[] {
  if (row.value !== 'differ') return [];
  const { changed, missing, unreadable } = row;
  const unsigned = ignoreUnsignedFiles ? 0 : row.unsigned;
  const reasons: Reason[] = [{ code: 'files-differ', changed, missing, unsigned, unreadable }];
  if (isSingleFile(manifest) && missing > 0)
    reasons.push({ code: 'single-file-signature', files: model.files.length });
  return reasons;
}
