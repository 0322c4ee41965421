import { MEDIA_TYPE_PREFIX } from './bundle.js';

/** A file that looks like a Sigstore bundle by its content. */
export interface FoundBundle {
  readonly path: string;
  readonly blob: Blob;
}

const MAX_BYTES = 20 * 1024 * 1024;
/** Media type, key, payload and signature do not fit into less. */
const MIN_BYTES = 200;
const HEAD_BYTES = 64;
const PIECE_BYTES = 1024 * 1024;
const AT_ONCE = 32;
/** The characteristic part of every media type; a slash may be escaped in JSON, so that it is left out. */
const MARK = 'vnd.dev.sigstore.bundle';

/**
 * Finds the bundles among a model's files: JSON objects under 20 MiB whose `mediaType` is a Sigstore bundle's. By
 * content, since names in the wild differ. Folders are searched only if the top level has none, where a bundle belongs:
 * looking into 10,000 files takes seconds. Files that cannot be read are not bundles.
 */
export async function findBundles(
  files: readonly FoundBundle[],
  signal?: AbortSignal,
): Promise<readonly FoundBundle[]> {
  const small = files.filter(({ blob }) => blob.size >= MIN_BYTES && blob.size <= MAX_BYTES);
  const top = await search(
    small.filter(({ path }) => !path.includes('/')),
    signal,
  );
  return top.length > 0
    ? top
    : search(
        small.filter(({ path }) => path.includes('/')),
        signal,
      );
}

async function search(
  files: readonly FoundBundle[],
  signal: AbortSignal | undefined,
): Promise<readonly FoundBundle[]> {
  const found: FoundBundle[] = [];
  for (let at = 0; at < files.length; at += AT_ONCE) {
    signal?.throwIfAborted();
    const batch = files.slice(at, at + AT_ONCE);
    const are = await Promise.all(batch.map(({ blob }) => isBundle(blob).catch(() => false)));
    found.push(...batch.filter((_, i) => are[i] === true));
  }
  return found;
}

/** Looks at a few bytes, then for the mark piece by piece, and parses only what has it: tokenizers are JSON of 17 MB. */
async function isBundle(blob: Blob): Promise<boolean> {
  const head = await blob.slice(0, HEAD_BYTES).text();
  if (!head.trimStart().startsWith('{')) return false;
  let tail = '';
  let marked = false;
  for (let at = 0; at < blob.size && !marked; at += PIECE_BYTES) {
    const piece = tail + (await blob.slice(at, at + PIECE_BYTES).text());
    marked = piece.includes(MARK);
    tail = piece.slice(-MARK.length);
  }
  if (!marked) return false;
  const json: unknown = JSON.parse(await blob.text());
  return (
    typeof json === 'object' &&
    json !== null &&
    'mediaType' in json &&
    typeof json.mediaType === 'string' &&
    json.mediaType.startsWith(MEDIA_TYPE_PREFIX)
  );
}
