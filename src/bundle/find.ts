import { within } from '../abort.js';
import { fromUtf8 } from '../bytes.js';
import { parseJson } from '../json.js';
import { Turns } from '../turns.js';
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
/** What every bundle has; one is enough, since JSON may write any character as an escape. */
const MARKS: readonly string[] = ['vnd.dev.sigstore.bundle', 'dsseEnvelope', 'verificationMaterial'];
const LONGEST_MARK = Math.max(...MARKS.map(({ length }) => length));

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
  const turns = new Turns();
  for (let at = 0; at < files.length; at += HEADS_AT_ONCE) {
    if (turns.isOver) await turns.giveWay();
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

/** White space may stand before it, however much. */
async function isObject(blob: Blob): Promise<boolean> {
  for (let at = 0, length = HEAD_BYTES; at < blob.size; at += length, length = PIECE_BYTES) {
    const text = (await blob.slice(at, at + length).text()).trimStart();
    if (text !== '') return text.startsWith('{');
  }
  return false;
}

/** Looks for the marks piece by piece, and parses only what has one: tokenizers are JSON of 17 MB. */
async function isBundle(blob: Blob): Promise<boolean> {
  let tail = '';
  let marked = false;
  for (let at = 0; at < blob.size && !marked; at += PIECE_BYTES) {
    const piece = tail + (await blob.slice(at, at + PIECE_BYTES).text());
    marked = MARKS.some((mark) => piece.includes(mark));
    tail = piece.slice(-LONGEST_MARK);
  }
  if (!marked) return false;
  // Strictly, as the check itself will read it.
  const text = fromUtf8(new Uint8Array(await blob.arrayBuffer()));
  const json = text === null ? null : parseJson(text);
  if (json?.ok !== true) return false;
  const { value } = json;
  return (
    typeof value === 'object' &&
    value !== null &&
    'mediaType' in value &&
    typeof value.mediaType === 'string' &&
    value.mediaType.startsWith(MEDIA_TYPE_PREFIX)
  );
}
