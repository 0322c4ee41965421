import type { Manifest, SignedFile } from './bundle/manifest.js';
import type { Hasher } from './hash/hasher.js';
import type { CompareOptions } from './manifest/compare.js';
import type { IgnoreRule } from './manifest/left-out.js';
import type { ListedFile } from './model/entry.js';
import type { ListedModel } from './model/list.js';
import type { Selection } from './only.js';
import type { ProgressTracker } from './progress.js';
import type { Reason } from './reason.js';
import type { Note } from './note.js';
import type { FileResult, FilesRow, FileState, LeftOut, NotChecked } from './report.js';

/** What both ways of comparing, by name and by digest, are asked and answer. */
export interface CompareRequest extends CompareBase {
  readonly manifest: Manifest;
}

/** The same for every kind of signature. */
export interface CompareBase {
  readonly model: ListedModel;
  readonly bundles: ReadonlySet<string>;
  readonly rules: readonly IgnoreRule[];
  readonly selection: Selection;
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
  /** What was left undone on purpose. */
  readonly notChecked: readonly NotChecked[];
  readonly reasons: readonly Reason[];
}

/** Only some paths were asked for: never more than `partial`. `checked`: the signed files among them. */
export function unasked({ selection, manifest }: CompareRequest, checked: number): Reason[] {
  if (selection.paths === null) return [];
  return [{ code: 'only-some-asked', checked, signed: manifest.files.size }];
}

export function compareOptions({
  manifest,
  hasher,
}: CompareRequest): Omit<CompareOptions, 'onBytes' | 'signal'> {
  const { hashType: algorithm, allowSymlinks } = manifest;
  return { algorithm, allowSymlinks, hasher };
}

/** It matched when it was read; what it is now is another question. */
export function changedMeanwhile(file: FileResult): FileResult {
  const reason: Reason = { code: 'file-changed-while-read', path: file.path };
  return { ...file, state: 'changed-during-check', reason };
}

/** The digest that was signed; of a file in parts there is no single one. */
export function signedDigest(signed: SignedFile): string | null {
  return signed.kind === 'whole' ? signed.digest : null;
}

export function notSigned(file: ListedFile, state: FileState): FileResult {
  return { path: file.path, state, algorithm: null, expected: null, actual: null, size: file.blob.size };
}
