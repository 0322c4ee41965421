import { hashWhole, type CompareOptions } from './manifest/compare.js';
import type { ListedFile } from './model/entry.js';
import type { RemoteModel } from './remote/remote-model.js';
import type { ClaimSubject, FileResult } from './report.js';
import type { Subjects } from './subjects.js';

/** A list of files that was signed as a whole: what it says of each is what was signed. */
export interface SignedList {
  readonly result: FileResult;
  readonly subject: ClaimSubject;
  /** All that it names. */
  readonly paths: readonly string[];
  /** What a file is, by that list. Null where it says nothing of it. */
  readonly expected: (path: string) => Pick<FileResult, 'algorithm' | 'expected'> | null;
}

/**
 * The list by which a host names the files of an artifact, where the very bytes of it are what was signed: cosign signs a registry's
 * manifest, and that names the blobs by digest (OCI Image Format, descriptors). Null where there is none, or another one was signed.
 */
export async function signedList(
  model: RemoteModel | null,
  subjects: Subjects,
  { hasher, signal }: Pick<CompareOptions, 'hasher' | 'signal'>,
): Promise<SignedList | null> {
  if (model?.index == null) return null;
  const { name: path, text: blob } = model.index;
  const file: ListedFile = { path, kind: 'file', blob };
  for (const algorithm of subjects.algorithms) {
    const options = { algorithm, allowSymlinks: true, hasher, signal, onBytes: () => undefined };
    const actual = await hashWhole(file, options);
    const subject = typeof actual === 'string' ? subjects.find(algorithm, actual) : null;
    if (typeof actual !== 'string' || subject === null) continue;
    const reported = new Map(model.files.map((one) => [one.path, one.reported]));
    return {
      subject,
      paths: [...reported.keys()],
      result: { path, state: 'match', algorithm, expected: actual, actual, size: blob.size },
      expected: (asked) => {
        const found = reported.get(asked) ?? null;
        return found === null ? null : { algorithm: found.algorithm, expected: found.digest };
      },
    };
  }
  return null;
}

/** What that list names and is not here. */
export function missingFrom(list: SignedList, here: ReadonlySet<string>): readonly FileResult[] {
  return list.paths
    .filter((path) => !here.has(path))
    .map((path) => ({
      path,
      state: 'missing',
      ...(list.expected(path) ?? { algorithm: null, expected: null }),
      actual: null,
      size: null,
    }));
}

/** One file against that list. */
export async function compareListed(
  file: ListedFile,
  list: SignedList,
  options: Omit<CompareOptions, 'algorithm'>,
): Promise<FileResult> {
  const { path, blob } = file;
  const base = { path, size: blob.size, actual: null } as const;
  const { algorithm = null, expected = null } = list.expected(path) ?? {};
  if (algorithm === null) return { ...base, state: 'unsigned', algorithm, expected };
  const actual = await hashWhole(file, { ...options, algorithm });
  if (typeof actual !== 'string') return { ...base, algorithm, expected, ...actual };
  return { ...base, algorithm, expected, actual, state: actual === expected ? 'match' : 'changed' };
}
