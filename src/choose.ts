import { findBundles } from './bundle/find.js';
import { equalBytes } from './bytes.js';
import { MAX_BUNDLE_BYTES } from './check/protocol.js';
import type { ListedModel } from './model/list.js';
import type { VerifyRequest } from './request.js';
import { refusal, success, type Result } from './result.js';

/** The bundle to check, and which files of the model are the signature itself and so not part of it. */
export interface ChosenBundle {
  readonly content: Blob | string;
  /** Where it lay in the model; null if it was handed over. */
  readonly path: string | null;
  readonly paths: ReadonlySet<string>;
}

/** Takes the bundle that was handed over, else the only one found in the model. */
export async function chooseBundle(
  request: Pick<VerifyRequest, 'bundle' | 'signal'>,
  model: ListedModel,
): Promise<Result<ChosenBundle>> {
  const { bundle, signal } = request;
  if (bundle !== undefined) {
    const content = bundle instanceof Blob || typeof bundle === 'string' ? bundle : stringify(bundle);
    if (content === null) return refusal({ code: 'bundle-not-json', detail: 'it cannot be written as JSON' });
    return success({ content, path: null, paths: await identicalFiles(content, model, signal) });
  }
  const found = await findBundles(model.files, signal);
  const [only, ...others] = found;
  if (only === undefined) return refusal({ code: 'bundle-not-found' });
  if (others.length > 0) return refusal({ code: 'bundle-ambiguous', paths: found.map(({ path }) => path) });
  return success({ content: only.blob, path: only.path, paths: new Set([only.path]) });
}

function stringify(bundle: object): string | null {
  try {
    return JSON.stringify(bundle);
  } catch {
    // Cycles, or a getter that throws.
    return null;
  }
}

/** Files of the model that are the handed-over bundle, byte for byte. */
async function identicalFiles(
  content: Blob | string,
  model: ListedModel,
  signal: AbortSignal | undefined,
): Promise<ReadonlySet<string>> {
  const blob = typeof content === 'string' ? new Blob([content]) : content;
  const same = model.files.filter((file) => file.failure === undefined && file.blob.size === blob.size);
  if (blob.size === 0 || blob.size > MAX_BUNDLE_BYTES || same.length === 0) return new Set();
  const wanted = await bytesOf(blob);
  const paths = new Set<string>();
  for (const { path, blob: candidate } of same) {
    signal?.throwIfAborted();
    const bytes = await bytesOf(candidate);
    if (wanted !== null && bytes !== null && equalBytes(wanted, bytes)) paths.add(path);
  }
  return paths;
}

async function bytesOf(blob: Blob): Promise<Uint8Array | null> {
  try {
    return new Uint8Array(await blob.arrayBuffer());
  } catch {
    // Unreadable: whoever needs the file will say so.
    return null;
  }
}
