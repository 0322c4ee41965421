import { within } from '../abort.js';
import { parseJson } from '../json.js';
import { MEDIA_TYPE_PREFIX } from './bundle.js';

/** A file that may be a Sigstore bundle. */
export interface Candidate {
  readonly path: string;
  readonly blob: Blob;
}

const HEAD_BYTES = 64;
const PIECE_BYTES = 1024 * 1024;
/** Heads read at once; whole files are read one by one, since each may have 64 MiB. */
const HEADS_AT_ONCE = 32;
/** A disk that does not answer must not hold up the search for ever. In milliseconds. */
const PATIENCE_MS = 30_000;
/** More than anybody chooses from. */
const MAX_FOUND = 20;
/** The characteristic part of every media type; a slash may be escaped in JSON, so that it is left out. */
const MARK = 'vnd.dev.sigstore.bundle';

/**
 * Finds the bundles among a model's files: JSON objects of at most 64 MiB whose `mediaType` is a Sigstore bundle's. By
 * content, since names in the wild differ. Folders are searched only if the top level has none, where a bundle belongs:
 * looking into 10,000 files takes seconds. Files that cannot be read are not bundles. Returns paths; 20 at most.
 */
export async function findBundles(files: readonly Candidate[]): Promise<readonly string[]> {
  const top = await search(files.filter(({ path }) => !path.includes('/')));
  return top.length > 0 ? top : search(files.filter(({ path }) => path.includes('/')));
}

async function search(files: readonly Candidate[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (let at = 0; at < files.length; at += HEADS_AT_ONCE) {
    const batch = files.slice(at, at + HEADS_AT_ONCE);
    const objects = await Promise.all(
      batch.map(({ blob }) => within(PATIENCE_MS, isObject(blob)).catch(() => false)),
    );
    for (const [i, { path, blob }] of batch.entries()) {
      if (objects[i] === true && (await isBundle(blob).catch(() => false))) found.push(path);
      if (found.length === MAX_FOUND) return found;
    }
  }
  return found;
}

async function isObject(blob: Blob): Promise<boolean> {
  return (await blob.slice(0, HEAD_BYTES).text()).trimStart().startsWith('{');
}

/** Looks for the mark piece by piece, and parses only what has it: tokenizers are JSON of 17 MB. */
async function isBundle(blob: Blob): Promise<boolean> {
  let tail = '';
  let marked = false;
  for (let at = 0; at < blob.size && !marked; at += PIECE_BYTES) {
    const piece = tail + (await blob.slice(at, at + PIECE_BYTES).text());
    marked = piece.includes(MARK);
    tail = piece.slice(-MARK.length);
  }
  if (!marked) return false;
  const json = parseJson(await blob.text());
  if (!json.ok) return false;
  const { value } = json;
  return (
    typeof value === 'object' &&
    value !== null &&
    'mediaType' in value &&
    typeof value.mediaType === 'string' &&
    value.mediaType.startsWith(MEDIA_TYPE_PREFIX)
  );
}
