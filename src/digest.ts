import { each } from './each.js';
import { findInModel } from './choose.js';
import { concatBytes, fromHex } from './bytes.js';
import { defaultHasher } from './hash/engine.js';
import type { HashOutcome, Hasher } from './hash/hasher.js';
import { IgnoreRules, personRules, STANDARD_RULES } from './manifest/left-out.js';
import { unreadable } from './manifest/compare.js';
import type { ListedFile } from './model/entry.js';
import { listModel } from './model/list.js';
import { comparePaths } from './path.js';
import type { RemoteAnswer } from './remote/remote-model.js';
import type { ModelInput, VerifyRequest } from './request.js';
import { refusal, success, type Result } from './result.js';

export interface ModelDigest {
  /** Lower-case hex: what a signature over this model would hold as its subject (OMS 1.0 §6). */
  readonly rootDigest: string;
  readonly files: readonly { readonly path: string; readonly digest: string }[];
  /** Files that do not count: git's own, bundles at the top, and what the person named. */
  readonly leftOut: readonly string[];
}

/**
 * The root digest of a model as the reference library would sign it: whole files, SHA-256, ordered by path parts. A
 * single file goes by the name `.`, which does not enter the digest. Rejects only when aborted.
 */
export async function digestModel(
  request: Pick<VerifyRequest, 'listing' | 'ignorePaths' | 'hasher' | 'signal'> & {
    /** Any that lies here: of one on a network, whoever would sign it has the files. */
    readonly model: Exclude<ModelInput, RemoteAnswer>;
  },
): Promise<Result<ModelDigest>> {
  const { signal } = request;
  const rules = personRules(request.ignorePaths ?? []);
  if ('code' in rules) return refusal(rules);
  const model = await listModel(request.model, { listing: request.listing, signal });
  const [problem] = model.reasons;
  if (problem !== undefined) return refusal(problem);
  // Deeper down a bundle is a file like any other: it is about something else, and a signature made now would cover it.
  const top = model.files.filter(({ path }) => !path.includes('/'));
  const bundles = new Set((await findInModel({ ...model, files: top }, signal)).map(({ path }) => path));
  const ignored = new IgnoreRules([...STANDARD_RULES, ...rules]);
  const counts = (path: string) => !bundles.has(path) && ignored.covering(path) === null;

  const asked = model.files
    .filter(({ path }) => counts(path))
    .toSorted((a, b) => comparePaths(a.path, b.path));
  for (const file of asked) {
    const reason = unreadable(file, false);
    if (reason !== null) return refusal(reason);
  }
  const hasher = request.hasher ?? defaultHasher();
  const outcomes = await hashAll(asked, hasher, signal);
  const files: { path: string; digest: string }[] = [];
  for (const file of asked) {
    const { path } = file;
    const outcome = outcomes.get(file);
    // Absent where hashing ended with another file, which could not be read.
    if (outcome?.ok === false)
      return refusal({ code: 'file-unreadable', path, detail: outcome.failure.detail });
    if (outcome !== undefined) files.push({ path, digest: outcome.digest });
  }
  if (files.length === 0) return refusal({ code: 'model-empty', looksLike: null });
  const raw = new Blob([concatBytes(files.map((file) => fromHex(file.digest) ?? new Uint8Array()))]);
  const root = await hasher.hash({ blob: raw, algorithm: 'sha256' }, {});
  if (!root.ok) return refusal({ code: 'engine-failed', detail: root.failure.detail });
  return success({
    rootDigest: root.digest,
    files,
    leftOut: model.files.map(({ path }) => path).filter((path) => !counts(path)),
  });
}

/** The outcome of each file. Ends early with one that could not be read. Rejects only when aborted. */
async function hashAll(
  files: readonly ListedFile[],
  hasher: Hasher,
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<ListedFile, HashOutcome>> {
  const outcomes = new Map<ListedFile, HashOutcome>();
  // The longest first, so that no worker is left alone with it at the end.
  const queue = files.toSorted((a, b) => b.blob.size - a.blob.size);
  let failed = false;
  await each(queue, { atOnce: hasher.concurrency, signal }, async (file, inner) => {
    if (failed) return;
    const outcome = await hasher.hash({ blob: file.blob, algorithm: 'sha256' }, { signal: inner });
    outcomes.set(file, outcome);
    failed ||= !outcome.ok;
  });
  return outcomes;
}
