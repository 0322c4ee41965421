import { type Progress, type RefreshedRoot, type Report, verifyBundle, verifyModel } from '../src/index.js';
import { orInterrupted } from './around.js';
import { InputError } from './error.js';
import type { CommandHasher } from './hasher.js';
import { openBundle, pathsInModel, pathsOfModel, type PathUse, readTrust, under } from './inputs.js';
import { openModel } from './list.js';
import { isRemote } from './remote/args.js';
import { checkRemote } from './remote/check.js';
import type { Question } from './verify-args.js';

/** Files on a network that are fetched side by side. */
const STREAMS = 4;

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
  /** Asks the person something; null where nobody is there. */
  readonly ask: ((question: string) => Promise<boolean>) | null;
  readonly onProgress?: (progress: Progress) => void;
}

/** Rejects with {@link InputError} where what the person gave is unusable. */
export function check(question: Question, means: Means): Promise<Report> {
  if (isDigest(question)) return checkDigest(question, means);
  return isRemote(question.model) ? checkNetwork(question, means) : checkModel(question, means);
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
  const { trust, usual } = await trusted(question, means);
  const bundle = await bundleOf(question, means);
  return verifyBundle(bundle ?? '', { digest: question.model, trust, ...usual });
}

async function checkNetwork(question: Question, means: Means): Promise<Report> {
  const { base, signal, ask, hasher } = means;
  const { trust, usual } = await trusted(question, means);
  const common = {
    trust,
    ...usual,
    ...extent(question, means, pathsOfModel),
    hasher: { ...hasher, concurrency: STREAMS },
  };
  return checkRemote(question, common, { base, signal, ask });
}

async function checkModel(question: Question, means: Means): Promise<Report> {
  const { trust, usual } = await trusted(question, means);
  const bundle = await bundleOf(question, means);
  const { hasher, base, pathsFrom } = means;
  const model = under(base, question.model);
  const { entries, listing } = await openModel(model, hasher.expect);
  const inModel: InModel =
    pathsFrom === 'model' ? pathsOfModel : (paths, use) => pathsInModel(paths, use, model, base);
  return verifyModel({
    model: entries,
    listing,
    trust,
    ...(bundle === null ? {} : { bundle }),
    ...extent(question, means, inModel),
    ...usual,
  });
}

type InModel = (paths: readonly string[], use: PathUse) => string[];

/** What of the model counts, and who hashes it. */
function extent(question: Question, { hasher, onProgress }: Means, inModel: InModel) {
  const only = inModel(question.only, 'path to check');
  return {
    ignorePaths: inModel(question.ignorePaths, 'ignored path'),
    ...(only.length === 0 ? {} : { only }),
    ignoreUnsignedFiles: question.ignoreUnsignedFiles,
    hasher,
    ...(onProgress === undefined ? {} : { onProgress }),
  };
}

async function bundleOf({ signature }: Question, { base, signal }: Means): Promise<Blob | null> {
  return signature === null ? null : orInterrupted(openBundle(under(base, signature)), signal);
}

/** Whom the person expects, and what is known of Sigstores. */
async function trusted({ expect }: Question, means: Means) {
  const { signal, now, staleTrustDays, trustBase } = means;
  const trust = await orInterrupted(readTrust(expect, trustBase), signal);
  // A chain of the person's own asks no Sigstore.
  const refreshed = expect.method === 'certificate' ? [] : await means.roots();
  const usual = {
    signal,
    refreshed,
    staleTrustDays: staleTrustDays ?? undefined,
    ...(now === undefined ? {} : { now }),
  };
  return { trust, usual };
}
