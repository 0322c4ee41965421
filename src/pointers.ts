import { each } from './each.js';
import { mayBePointer, readPointer } from './manifest/pointer.js';
import { sortInTurns } from './sort.js';
import type { ListedFile } from './model/entry.js';
import type { PointerSystem, Reason } from './reason.js';
import type { Note } from './note.js';
import type { FileResult } from './report.js';

const AT_ONCE = 64;

interface Pointers {
  /** The same files; those that are pointers say so. */
  readonly files: readonly FileResult[];
  readonly notes: readonly Note[];
  readonly reasons: readonly Reason[];
}

/**
 * Finds pointers in the place of files. One that was not signed explains why its file differs: the person has the pointer and
 * not the file. One that was signed matches, and gets a note: what it points to was never signed.
 */
export async function pointersAmong(
  files: readonly FileResult[],
  present: readonly { readonly file: ListedFile }[],
  signal: AbortSignal | undefined,
): Promise<Pointers> {
  const systems = await systemsOf(files, present, signal);
  const notes: Note[] = [];
  const found: { readonly path: string; readonly system: PointerSystem }[] = [];
  // They come in the order in which they were hashed, which is another one each time.
  const sorted = await sortInTurns(files, byPath);
  const marked = sorted.map((file): FileResult => {
    const { path, state } = file;
    const system = systems.get(path);
    if (system === undefined) return file;
    if (state === 'match') {
      notes.push({ code: 'signed-pointer', path });
      return file;
    }
    found.push({ path, system });
    return { ...file, reason: { code: 'file-is-pointer', path, system } };
  });
  const [first] = found;
  const reasons: Reason[] =
    first === undefined ? [] : [{ code: 'files-are-pointers', count: found.length, ...first }];
  return { files: marked, notes, reasons };
}

/** Which of the files are pointers, by path. Small files may be many. */
async function systemsOf(
  files: readonly FileResult[],
  present: readonly { readonly file: ListedFile }[],
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<string, PointerSystem>> {
  const blobs = new Map(present.map(({ file }) => [file.path, file.blob]));
  const systems = new Map<string, PointerSystem>();
  const small = files.filter(({ state, size }) => {
    return (state === 'changed' || state === 'match') && mayBePointer(size ?? 0);
  });
  await each(small, { atOnce: AT_ONCE, signal }, async ({ path }) => {
    const system = await readPointer(blobs.get(path) ?? new Blob());
    if (system !== null) systems.set(path, system);
  });
  return systems;
}

function byPath(a: FileResult, b: FileResult): number {
  return a.path < b.path ? -1 : 1;
}
