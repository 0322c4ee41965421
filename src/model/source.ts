import type { Listing, ModelEntry, ModelInput } from '../request.js';
import { BOUNDS } from '../bounds.js';
import { baseName } from '../path.js';
import { listDirectory } from './directory.js';
import { listDropped } from './dropped.js';
import type { Entry } from './entry.js';
import { LIMITS } from './limits.js';
import { remoteSource } from './remote.js';
import type { ListedModel } from './list.js';
import type { RemoteAnswer, RemoteModel } from '../remote/remote-model.js';
import { Turns } from '../turns.js';

/** A way of listing, before it is used. */
export interface Source extends Pick<ListedModel, 'name' | 'source' | 'cannotSee' | 'again'> {
  /** Told by the paths when null. */
  readonly kind: ListedModel['kind'] | null;
  readonly entries: () => AsyncIterable<Entry>;
}

function isHandle(
  model: Exclude<ModelInput, RemoteAnswer>,
): model is FileSystemDirectoryHandle | FileSystemFileHandle {
  return 'kind' in model && typeof model.kind === 'string';
}

export function sourceOf(
  model: Exclude<ModelInput, ListedModel | RemoteAnswer> | RemoteModel,
  listing: Listing | undefined,
): Source | Promise<Source> {
  if ('facts' in model) return remoteSource(model);
  if ('entry' in model) {
    const entries = () => listDropped(model);
    const { name } = model.entry;
    const cannotSee = LIMITS.entry();
    return { name, kind: 'directory', source: 'dropped-folder', cannotSee, entries, again: entries };
  }
  if (isHandle(model)) {
    if (model.kind === 'directory') {
      const entries = () => listDirectory(model);
      const cannotSee = LIMITS.handle();
      return {
        name: model.name,
        kind: 'directory',
        source: 'directory-handle',
        cannotSee,
        entries,
        again: entries,
      };
    }
    const only: Entry = { path: model.name, kind: 'file', open: () => model.getFile(), fresh: 'always' };
    const entries = () => each([only]);
    const cannotSee = ['symbolic-links'] as const;
    return { name: model.name, kind: 'files', source: 'file-handle', cannotSee, entries, again: null };
  }
  const again = listing?.again;
  const kind = ({ file: 'files', directory: 'directory', unstated: null } as const)[
    listing?.kind ?? 'unstated'
  ];
  const given = {
    kind,
    name: listing?.name ?? null,
    source: listing?.source ?? 'entries',
    cannotSee: listing?.cannotSee ?? LIMITS.fileList(),
    again: again === undefined ? null : () => toEntries(again()),
  };
  if (Symbol.asyncIterator in model) return { ...given, entries: () => toEntries(model) };
  const items: (File | ModelEntry)[] = [];
  try {
    for (const item of model) {
      items.push(item);
      if (items.length > BOUNDS.files) break;
    }
  } catch (error) {
    // The caller's own program: a model that could not be read.
    return { ...given, entries: () => each(Promise.reject(error)) };
  }
  if (items.length > 0 && items.every((item) => item instanceof File)) return fromFiles(items);
  return { ...given, entries: () => toEntries(each(items)) };
}

/**
 * `webkitRelativePath` starts with the chosen folder's own name, which is not part of the model. Files out of several
 * folders keep it: merged, they would be a model that lies nowhere.
 */
async function fromFiles(list: readonly File[]): Promise<Source> {
  // Once, and in turns: each is fetched out of the browser, and there may be 100,000.
  const relatives: string[] = [];
  const roots = new Set<string>();
  const turns = new Turns();
  for (const file of list) {
    if (turns.isOver) await turns.giveWay();
    const relative = relativePath(file);
    relatives.push(relative);
    roots.add(relative.split('/', 1)[0] ?? '');
  }
  const inFolder = relatives.some((relative) => relative !== '');
  const entryOf = (blob: File, at: number): Entry => {
    const relative = relatives[at] ?? '';
    const path = roots.size === 1 ? relative.slice(relative.indexOf('/') + 1) : relative;
    // Chromium writes a back-slash in a name as a slash, so that one name would stand for another.
    if (relative && baseName(relative) !== blob.name)
      return {
        path,
        kind: 'file',
        open: () => Promise.reject(new Error('its name cannot be trusted')),
        fresh: 'never',
      };
    return toEntry({ path: relative ? path : blob.name, blob });
  };
  return {
    name: inFolder && roots.size === 1 ? ([...roots][0] ?? null) : null,
    kind: inFolder ? 'directory' : 'files',
    source: 'file-list',
    cannotSee: inFolder ? LIMITS.folderList() : LIMITS.fileList(),
    entries: () => mapped(list, entryOf),
    again: null,
  };
}

/** Node's files have none, whatever the types say. */
function relativePath(file: File): string {
  return 'webkitRelativePath' in file ? file.webkitRelativePath : '';
}

async function* toEntries(items: AsyncIterable<ModelEntry | File>): AsyncGenerator<Entry> {
  for await (const item of items)
    yield item instanceof File ? toEntry({ path: item.name, blob: item }) : toEntry(item);
}

function toEntry(item: ModelEntry): Entry {
  const { path, kind = 'file' } = item;
  if ('open' in item) return { path, kind, open: () => item.open(), fresh: 'always' };
  const { blob } = item;
  return { path, kind, open: () => Promise.resolve(blob), fresh: 'never' };
}

/** One by one, as they are asked for. */
async function* mapped<T, U>(items: readonly T[], map: (item: T, at: number) => U): AsyncGenerator<U> {
  let at = 0;
  for await (const item of each(items)) yield map(item, at++);
}

async function* each<T>(items: readonly T[] | Promise<readonly T[]>): AsyncGenerator<T> {
  yield* await items;
}
