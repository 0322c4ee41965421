import type { Reason } from '../reason.js';
import type { ListingSource, ModelFacts } from '../report.js';
import type { ModelEntry, ModelInput, Listing } from '../request.js';
import { baseName, pathProblem } from '../path.js';
import { listDirectory, type ListedFile } from './directory.js';

/** A model as listed: what is there, how it was seen, and what could not be seen. */
export interface ListedModel {
  readonly name: string | null;
  /** A single file may go by its base name or `.` in the manifest; a folder's files go by their paths. */
  readonly kind: 'directory' | 'files';
  readonly source: ListingSource;
  readonly cannotSee: ModelFacts['cannotSee'];
  readonly files: readonly ListedFile[];
  readonly totalBytes: number;
  /** Why there is nothing to check; empty when there is. */
  readonly reasons: readonly Reason[];
}

type Listed = Omit<ListedModel, 'reasons' | 'totalBytes'>;

/** More files than a manifest may list, by far; a folder that was chosen by mistake. */
const MAX_FILES = 1_000_000;

/** How long one turn on the page's thread may take. */
const TURN_MS = 20;

/** Lists a model of any kind. Rejects only when aborted. */
export async function listModel(
  model: ModelInput,
  listing: Listing | undefined,
  signal: AbortSignal | undefined,
): Promise<ListedModel> {
  signal?.throwIfAborted();
  try {
    const listed = await list(model, listing, signal);
    const reason = problemOf(listed.files);
    const totalBytes = await measure(listed.files, signal);
    return { ...listed, totalBytes, reasons: reason === null ? [] : [reason] };
  } catch (error) {
    signal?.throwIfAborted();
    const detail = error instanceof Error ? error.message : String(error);
    return {
      name: null,
      kind: 'files',
      source: 'entries',
      cannotSee: [],
      files: [],
      totalBytes: 0,
      reasons: [{ code: 'model-unreadable', detail }],
    };
  }
}

async function list(
  model: ModelInput,
  listing: Listing | undefined,
  signal: AbortSignal | undefined,
): Promise<Listed> {
  if (isHandle(model)) {
    if (model.kind === 'file') {
      const file = await model.getFile();
      const only = { path: model.name, blob: file, reopen: () => model.getFile() };
      return {
        name: model.name,
        kind: 'files',
        source: 'file-handle',
        cannotSee: ['symbolic-links'],
        files: [only],
      };
    }
    return {
      name: model.name,
      kind: 'directory',
      source: 'directory-handle',
      cannotSee: ['symbolic-links', 'odd-names'],
      files: await listDirectory(model, signal),
    };
  }
  const items: (File | ModelEntry)[] = [];
  for await (const item of 'item' in model ? Array.from(model) : model) {
    signal?.throwIfAborted();
    items.push(item);
    if (items.length > MAX_FILES) break;
  }
  return items.every((item) => item instanceof File) ? fromFiles(items) : fromEntries(items, listing);
}

/**
 * In Chromium the first look at the size of a file from a folder asks the browser process, 0.2 to 0.3 ms each: done in
 * turns, so that a page with 10,000 files does not stand still for seconds. Later looks cost nothing.
 */
async function measure(files: readonly ListedFile[], signal: AbortSignal | undefined): Promise<number> {
  let total = 0;
  let since = performance.now();
  for (const { blob } of files) {
    total += blob.size;
    if (performance.now() - since < TURN_MS) continue;
    await new Promise((resolve) => setTimeout(resolve));
    signal?.throwIfAborted();
    since = performance.now();
  }
  return total;
}

function isHandle(model: ModelInput): model is FileSystemDirectoryHandle | FileSystemFileHandle {
  return 'kind' in model && typeof model.kind === 'string';
}

/**
 * `webkitRelativePath` starts with the chosen folder's own name, which is not part of the model. Files out of several
 * folders keep it: merged, they would be a model that lies nowhere.
 */
function fromFiles(list: readonly File[]): Listed {
  const inFolder = list.some((file) => file.webkitRelativePath);
  const roots = new Set(list.map((file) => file.webkitRelativePath.split('/')[0]));
  const files = list.map((blob) => {
    const relative = blob.webkitRelativePath;
    const path = roots.size === 1 ? relative.slice(relative.indexOf('/') + 1) : relative;
    return { path: relative ? path : blob.name, blob };
  });
  return {
    name: inFolder && roots.size === 1 ? ([...roots][0] ?? null) : null,
    kind: inFolder ? 'directory' : 'files',
    source: 'file-list',
    cannotSee: inFolder ? ['symbolic-links', 'empty-directories'] : ['symbolic-links'],
    files,
  };
}

function fromEntries(items: readonly (File | ModelEntry)[], listing: Listing | undefined): Listed {
  const files = items.map((item) => (item instanceof File ? { path: item.name, blob: item } : item));
  const flat = files.every(({ path }) => path === baseName(path));
  const kind =
    listing?.kind === undefined
      ? flat
        ? 'files'
        : 'directory'
      : listing.kind === 'file'
        ? 'files'
        : 'directory';
  return {
    name: listing?.name ?? null,
    kind,
    source: listing?.source ?? 'entries',
    cannotSee: listing?.cannotSee ?? ['symbolic-links'],
    files,
  };
}

function problemOf(files: readonly ListedFile[]): Reason | null {
  if (files.length === 0) return { code: 'model-empty' };
  if (files.length > MAX_FILES)
    return { code: 'model-too-many-files', count: files.length, limit: MAX_FILES };
  const seen = new Set<string>();
  for (const { path } of files) {
    const problem = pathProblem(path);
    // A name that cannot be known (not UTF-8) is a finding about that file; one that climbs or repeats is about the list.
    if (
      problem !== null &&
      problem !== 'empty' &&
      problem !== 'ill-formed-unicode' &&
      problem !== 'too-long'
    ) {
      return { code: 'model-path-unsafe', path: path.slice(0, 500), problem };
    }
    if (seen.has(path) && problem === null) return { code: 'model-path-duplicate', path };
    seen.add(path);
  }
  return null;
}
