import { baseName } from '../path.js';
import type { Entry, ListedFile } from './entry.js';
import type { ListedModel } from './list.js';

/** So many names tell where a model lies. */
const NAMES = 200;
/** From which folders are guessed. */
const FIRST_NAMES = 10;
const FOLDERS = 50;

/**
 * The folder in which the signed files lie, where that is not the one that was listed: a signature often lies beside its
 * model. Null where some lie where they should, where none is found, and where two folders have as many.
 */
export function folderOfSigned(signed: Iterable<string>, here: Iterable<string>): string | null {
  const names = firstOf(signed, NAMES);
  const paths = new Set(here);
  if (names.some((name) => paths.has(name))) return null;
  const folders = new Set<string>();
  const ends = names.slice(0, FIRST_NAMES).map((name) => `/${name}`);
  for (const path of paths) {
    const end = ends.find((one) => path.endsWith(one));
    if (end !== undefined) folders.add(path.slice(0, -end.length));
    if (folders.size === FOLDERS) break;
  }
  const counts = Array.from(folders, (folder) => ({
    folder,
    count: names.filter((name) => paths.has(`${folder}/${name}`)).length,
  })).toSorted((a, b) => b.count - a.count);
  const [best, second] = counts;
  return best === undefined || best.count === second?.count ? null : best.folder;
}

function firstOf(items: Iterable<string>, limit: number): string[] {
  const first: string[] = [];
  for (const item of items) {
    if (first.length === limit) break;
    first.push(item);
  }
  return first;
}

/** The model that lies in one folder of a listed one; of what lies beside that folder nothing is in it. */
export function modelInFolder(model: ListedModel, folder: string): ListedModel {
  const start = `${folder}/`;
  const files = model.files.flatMap((file): ListedFile[] =>
    file.path.startsWith(start) ? [{ ...file, path: file.path.slice(start.length) }] : [],
  );
  const { again } = model;
  return {
    ...model,
    name: baseName(folder),
    kind: 'directory',
    files,
    totalBytes: files.reduce((sum, { blob }) => sum + blob.size, 0),
    reasons: files.length > 0 ? model.reasons : [{ code: 'model-empty', looksLike: null }],
    again: again === null ? null : () => below(again(), start),
  };
}

async function* below(entries: AsyncIterable<Entry>, start: string): AsyncGenerator<Entry> {
  for await (const entry of entries)
    if (entry.path.startsWith(start)) yield { ...entry, path: entry.path.slice(start.length) };
}
