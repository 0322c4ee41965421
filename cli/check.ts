import { type Progress, type RefreshedRoot, type Report, verifyBundle, verifyModel } from '../src/index.js';
import { orInterrupted } from './around.js';
import { InputError } from './error.js';
import type { CommandHasher } from './hasher.js';
import { openBundle, pathsInModel, pathsOfModel, readTrust, under } from './inputs.js';
import { openModel } from './list.js';
import type { Question } from './verify-args.js';

/** What a check needs besides the question. */
export interface Means {
  readonly hasher: CommandHasher;
  /** What updates of trust have found. */
  readonly roots: () => Promise<readonly RefreshedRoot[]>;
  readonly staleTrustDays: number | null;
  readonly signal: AbortSignal;
  readonly now?: Date | undefined;
  /** Where relative paths begin: the model's and its signature's; and those of files that say whom to expect. */
  readonly base: string;
  readonly trustBase: string;
  /** Whether paths in the model are meant from `base` on, as a shell completes them, or from the model on. */
  readonly pathsFrom: 'base' | 'model';
  readonly onProgress?: (progress: Progress) => void;
}

/** Rejects with {@link InputError} where what the person gave is unusable. */
export function check(question: Question, means: Means): Promise<Report> {
  return isDigest(question) ? checkDigest(question, means) : checkModel(question, means);
}

/** Whatever lies in the folder: a file that is called so has to be named otherwise, such as `./sha256:…`. */
function isDigest({ model, signature }: Question): boolean {
  return signature !== null && /^sha(?:256|384|512):/.test(model);
}

async function checkDigest(question: Question, means: Means): Promise<Report> {
  const foreign = Object.entries({
    'ignore-paths': question.ignorePaths.length > 0,
    only: question.only.length > 0,
    'ignore-unsigned-files': question.ignoreUnsignedFiles,
  }).find(([, isGiven]) => isGiven);
  if (foreign !== undefined)
    throw new InputError(`--${foreign[0]} does not go with a digest; name the file instead.`);
  const { trust, bundle, usual } = await given(question, means);
  return verifyBundle(bundle ?? '', { digest: question.model, trust, ...usual });
}

async function checkModel(question: Question, means: Means): Promise<Report> {
  const { trust, bundle, usual } = await given(question, means);
  const { hasher, onProgress, base, pathsFrom } = means;
  const model = under(base, question.model);
  const { entries, listing } = await openModel(model, hasher.expect);
  const inModel = (paths: readonly string[], use: 'ignored path' | 'path to check') =>
    pathsFrom === 'model' ? pathsOfModel(paths, use) : pathsInModel(paths, use, model, base);
  const only = inModel(question.only, 'path to check');
  return verifyModel({
    model: entries,
    listing,
    trust,
    ...(bundle === null ? {} : { bundle }),
    ignorePaths: inModel(question.ignorePaths, 'ignored path'),
    ...(only.length === 0 ? {} : { only }),
    ignoreUnsignedFiles: question.ignoreUnsignedFiles,
    hasher,
    ...(onProgress === undefined ? {} : { onProgress }),
    ...usual,
  });
}

/** Everything that the person gave besides the model. */
async function given({ expect, signature }: Question, means: Means) {
  const { signal, now, staleTrustDays, base, trustBase } = means;
  const trust = await orInterrupted(readTrust(expect, trustBase), signal);
  const bundle = signature === null ? null : await orInterrupted(openBundle(under(base, signature)), signal);
  // A chain of the person's own asks no Sigstore.
  const refreshed = expect.method === 'certificate' ? [] : await means.roots();
  const usual = {
    signal,
    refreshed,
    staleTrustDays: staleTrustDays ?? undefined,
    ...(now === undefined ? {} : { now }),
  };
  return { trust, bundle, usual };
}
