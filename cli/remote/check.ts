import { stat } from 'node:fs/promises';
import {
  downloadModel,
  openRemote,
  quote,
  remoteFile,
  type RemoteModel,
  type Report,
  verifyModel,
  verifyReported,
  type VerifyRequest,
  volumeOf,
} from '../../src/index.js';
import { downloadTo } from '../download-folder.js';
import { InputError } from '../error.js';
import { openBundle, under } from '../inputs.js';
import { bytesText } from '../progress.js';
import type { Question } from '../verify-args.js';
import type { RemoteChoices } from './args.js';
import { authorizationFor } from './credentials.js';
import { following } from './following.js';

/** What is the same for models on a disk. */
export type Common = Omit<VerifyRequest, 'model' | 'listing' | 'bundle'>;

export interface NetworkMeans {
  readonly base: string;
  readonly signal: AbortSignal;
  /** Asks the person; null where nobody is there. */
  readonly ask: ((question: string) => Promise<boolean>) | null;
}

const HUGGING_FACE = 'https://huggingface.co';

/** Checks a model that lies on a network, as deep as the person wants. Rejects with {@link InputError}. */
export async function checkRemote(
  { model: address, signature, remote }: Question,
  common: Common,
  { base, signal, ask }: NetworkMeans,
): Promise<Report> {
  const endpoint = hubOf(remote);
  const model = await openRemote(address, {
    fetcher: following,
    authorization: await authorizationFor(address, hubOf({ hub: remote.ownHub })),
    endpoint,
    signal,
    onListed: (files) => {
      common.onProgress?.({ ...LISTING, filesTotal: files });
    },
  });
  const opened = model.ok ? model.value : null;
  const bundle = signature === null || opened === null ? null : await bundleOf(signature, base, opened);
  const request = { ...common, model, ...(bundle === null ? {} : { bundle }) };
  if (remote.depth === 'reported') return verifyReported(request);
  if (opened !== null) await agree(opened, remote.consent, common.only, ask);
  if (remote.download === null) return verifyModel(request);
  return downloadModel({ ...request, folder: await downloadTo(under(base, remote.download), signal) });
}

const LISTING = {
  phase: 'listing',
  filesDone: 0,
  bytesDone: 0,
  bytesTotal: 0,
  bytesPerSecond: 0,
  secondsLeft: null,
  current: [],
} as const;

/** What `hf://` stands for. */
export function hubOf({ hub }: Pick<RemoteChoices, 'hub'>): string {
  const usual = process.env['HF_ENDPOINT']?.trim() ?? '';
  return hub ?? (usual === '' ? HUGGING_FACE : usual);
}

/** A file on this machine comes first; else it is one that the host lists, or keeps beside the files. */
async function bundleOf(signature: string, base: string, model: RemoteModel): Promise<Blob> {
  const path = under(base, signature);
  const isHere = await stat(path).then(
    (stats) => !stats.isDirectory(),
    () => false,
  );
  if (isHere) return openBundle(path);
  const there = remoteFile(model, signature);
  if (there !== null) return there;
  throw new InputError(
    `The signature ${quote(signature)} is neither a file here nor one that ${quote(model.facts.host)} lists.`,
  );
}

/** How much may be fetched is for the person to say, before. */
async function agree(
  model: RemoteModel,
  consent: RemoteChoices['consent'],
  only: readonly string[] | undefined,
  ask: NetworkMeans['ask'],
): Promise<void> {
  if (consent === 'all') return;
  const isAsked = (path: string) =>
    only === undefined || only.some((other) => path === other || path.startsWith(`${other}/`));
  const { files, bytes } = volumeOf({ ...model, files: model.files.filter(({ path }) => isAsked(path)) });
  const volume = `${bytesText(bytes)} in ${files === 1 ? '1 file' : `${String(files)} files`} from ${quote(model.facts.host)}`;
  if (consent === 'ask') {
    if (ask === null)
      throw new InputError(
        `${volume} would be fetched: say --yes, or --max-bytes SIZE; or --depth reported, which fetches none of it.`,
      );
    if (await ask(`This will fetch ${volume}. Go on? [y/N] `)) return;
    throw new InputError('Nothing was fetched, and nothing was decided.');
  }
  if (bytes > consent) throw new InputError(`${volume} would be fetched: more than --max-bytes allows.`);
}
