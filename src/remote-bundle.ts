import { mayBeBundle } from './bundle/bundle.js';
import { runFind } from './check/client.js';
import { unlessAborted } from './abort.js';
import { RemoteBlob, RemoteError } from './remote-blob.js';
import type { RemoteFile, RemoteModel } from './remote/remote-model.js';
import { refusal, success, type Result } from './result.js';

/**
 * What signatures are called. On a disk every file is looked at; to fetch every small file of a model only to find that it is none
 * would ask too much of its host.
 */
const NAMES =
  /(?:^|\/)(?:model\.sig|signing\.json|result\.sigstore|[^/]*\.(?:sig|sigstore|sigstore\.json|sigstore\.bundle))$/i;
/** So many may be fetched to look for the signature. */
const MAX_CANDIDATES = 16;

export interface FoundBundle {
  readonly path: string;
  readonly blob: Blob;
}

/** A model's revision is settled: who reads its signature first and checks it then is to have the same bytes. */
const known = new WeakMap<RemoteModel, readonly FoundBundle[]>();

/** The signatures of a model on a network: what its host keeps beside the files, else files that are called like one and are one. */
export async function findRemote(
  model: RemoteModel,
  signal: AbortSignal | undefined,
): Promise<Result<readonly FoundBundle[]>> {
  const before = known.get(model);
  if (before !== undefined) return success(before);
  const candidates = (model.signatures.length > 0 ? model.signatures : model.files.filter(isCalledSo))
    .filter(({ source }) => mayBeBundle(source.size))
    .slice(0, MAX_CANDIDATES);
  const fetched: FoundBundle[] = [];
  for (const { path, source } of candidates) {
    const content = await here(new RemoteBlob(source, model.read), path, signal);
    if (!content.ok) return content;
    fetched.push({ path, blob: content.value });
  }
  const paths = new Set(await runFind(fetched, signal));
  const found = fetched.filter(({ path }) => paths.has(path));
  known.set(model, found);
  return success(found);
}

function isCalledSo({ path }: RemoteFile): boolean {
  return NAMES.test(path);
}

/** A file of the model's, or one of its signatures, by its path: to be handed over as the bundle. Null where there is none. */
export function remoteFile(model: RemoteModel, path: string): Blob | null {
  const file = [...model.signatures, ...model.files].find((one) => one.path === path);
  return file === undefined ? null : new RemoteBlob(file.source, model.read);
}

/** How much a check that streams fetches at most. */
export function volumeOf({ files }: RemoteModel): { readonly files: number; readonly bytes: number } {
  return { files: files.length, bytes: files.reduce((sum, { source }) => sum + source.size, 0) };
}

/** A blob that is fetched when it is read cannot be posted to a worker: its bytes can. */
export async function here(
  content: Blob,
  path: string,
  signal: AbortSignal | undefined,
): Promise<Result<Blob>> {
  if (!(content instanceof RemoteBlob)) return success(content);
  try {
    return success(new Blob([await unlessAborted(content.bytes(), signal)]));
  } catch (error) {
    signal?.throwIfAborted();
    if (!(error instanceof RemoteError)) throw error;
    const { host, problem, detail } = error.failure;
    return refusal({ code: 'remote-file-failed', path, host, problem, detail });
  }
}
