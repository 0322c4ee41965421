import { BOUNDS } from './bounds.js';
import { runFind } from './check/client.js';
import { unlessAborted, within } from './abort.js';
import { ANSWER_MS, type ListedFile } from './model/entry.js';
import { equalBytes } from './bytes.js';
import { mayBeBundle } from './bundle/bundle.js';
import type { ListedModel } from './model/list.js';
import type { BundleInput, VerifyRequest } from './request.js';
import { findRemote, here, type FoundBundle } from './remote-bundle.js';
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
    const given = bundle instanceof Blob ? await here(bundle, NAMELESS, signal) : success(bundle);
    if (!given.ok) return given;
    const content = textOfBundle(given.value);
    if (content === null) return refusal({ code: 'bundle-not-json', detail: 'it cannot be written as JSON' });
    return success({ content, path: null, paths: await identicalFile(content, model, signal) });
  }
  const found = await findBundles(model, signal);
  if (!found.ok) return found;
  const [only, ...others] = found.value;
  if (only === undefined) return refusal({ code: 'bundle-not-found' });
  if (others.length > 0)
    return refusal({ code: 'bundle-ambiguous', paths: found.value.map(({ path }) => path) });
  // What a registry keeps beside the files is none of them.
  const isBeside = model.remote?.signatures.some(({ path }) => path === only.path) ?? false;
  return success({ content: only.blob, path: only.path, paths: new Set(isBeside ? [] : [only.path]) });
}

/** All that are bundles, wherever the model lies. */
export async function findBundles(
  model: ListedModel,
  signal: AbortSignal | undefined,
): Promise<Result<readonly FoundBundle[]>> {
  return model.remote === null ? success(await findInModel(model, signal)) : findRemote(model.remote, signal);
}

/** What was handed over has no path. */
const NAMELESS = 'model.sig';

/** The files of the model that are bundles; those at the top level, or else those below it. */
export async function findInModel(
  model: ListedModel,
  signal: AbortSignal | undefined,
): Promise<readonly ListedFile[]> {
  // A link inside the model leads to a file that is listed too: one bundle, not two.
  const candidates = model.files.filter(
    (file) => file.failure === undefined && file.kind !== 'link-inside' && mayBeBundle(file.blob.size),
  );
  const paths = new Set(
    await runFind(
      candidates.map(({ path, blob }) => ({ path, blob })),
      signal,
    ),
  );
  return candidates.filter(({ path }) => paths.has(path));
}

/** What the check takes; null where an object cannot be written as JSON. */
export function textOfBundle(bundle: BundleInput): Blob | string | null {
  return bundle instanceof Blob || typeof bundle === 'string' ? bundle : stringify(bundle);
}

function stringify(bundle: object): string | null {
  try {
    // Undefined where a toJSON says so, whatever the types say.
    const text: unknown = JSON.stringify(bundle);
    return typeof text === 'string' ? text : null;
  } catch {
    // Cycles, or a getter that throws.
    return null;
  }
}

const HEAD_BYTES = 4096;

/** The file of the model that is the handed-over bundle, byte for byte: of several copies the topmost, and only that. */
async function identicalFile(
  content: Blob | string,
  model: ListedModel,
  signal: AbortSignal | undefined,
): Promise<ReadonlySet<string>> {
  const blob = typeof content === 'string' ? new Blob([content]) : content;
  const same = model.files
    .filter(
      ({ failure, kind, blob: { size } }) =>
        failure === undefined && kind !== 'link-inside' && size === blob.size,
    )
    .toSorted((a, b) => a.path.split('/').length - b.path.split('/').length);
  if (blob.size === 0 || blob.size > BOUNDS.bundleBytes || same.length === 0) return new Set();
  const head = await unlessAborted(bytesOf(blob.slice(0, HEAD_BYTES)), signal);
  const wanted = await unlessAborted(bytesOf(blob), signal);
  for (const { path, blob: candidate } of same) {
    // There may be many of its size, of which none is read whole that begins otherwise.
    const start = await unlessAborted(bytesOf(candidate.slice(0, HEAD_BYTES)), signal);
    if (head === null || start === null || !equalBytes(head, start)) continue;
    const bytes = await unlessAborted(bytesOf(candidate), signal);
    if (wanted !== null && bytes !== null && equalBytes(wanted, bytes)) return new Set([path]);
  }
  return new Set();
}

async function bytesOf(blob: Blob): Promise<Uint8Array | null> {
  try {
    return new Uint8Array(await within(ANSWER_MS, blob.arrayBuffer()));
  } catch {
    // Unreadable: whoever needs the file will say so.
    return null;
  }
}
