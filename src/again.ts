import { each } from './each.js';
import type { Hasher } from './hash/hasher.js';
import { movedOnDisk } from './manifest/compare.js';
import { BOUNDS } from './bounds.js';
import { describe, openEntry, type Entry, type ListedFile } from './model/entry.js';
import type { ListedModel } from './model/list.js';
import { unlessAborted } from './abort.js';
import type { ProgressTracker } from './progress.js';
import { Turns } from './turns.js';

export interface LookAgain {
  readonly model: ListedModel;
  /** Those that were hashed. */
  readonly read: readonly ListedFile[];
  readonly hasher: Hasher;
  readonly progress: ProgressTracker;
  readonly signal: AbortSignal | undefined;
}

export interface Movements {
  /** Paths of files that are no longer what was read. */
  readonly changed: ReadonlySet<string>;
  /** What was not there when the model was listed. None of it was opened. */
  readonly appeared: readonly ListedFile[];
  /** Why the model could not be listed again, so that nobody knows what appeared; null when it could. */
  readonly unlisted: string | null;
}

/** A question about one file costs the browser's process, not this thread. The hasher groups what it is asked in one go. */
const AT_ONCE = 256;

/**
 * Everything is hashed: is it still the same? A big model takes an hour, in which what was read first may have been written
 * to. What happens after this look nobody can see, nor an edit of the same size with its time stamp put back; of a list that cannot be
 * opened anew, nor one that only adds.
 */
export async function lookAgain(request: LookAgain): Promise<Movements> {
  const { model, read, progress, signal } = request;
  progress.enter('looking-again', { files: read.length });
  const { found, ...listed } = await listAgain(model, signal);
  const changed = new Set<string>();
  await each(read, { atOnce: AT_ONCE, signal }, async (file, inner) => {
    if (await hasMoved(file, found, request, inner)) changed.add(file.path);
    progress.addFile();
  });
  return { changed, ...listed };
}

async function hasMoved(
  file: ListedFile,
  found: ReadonlyMap<string, Entry> | null,
  { hasher }: LookAgain,
  signal: AbortSignal,
): Promise<boolean> {
  const entry = found?.get(file.path);
  if (found !== null && entry === undefined) return true;
  return (await movedOnDisk(file, entry)) ?? ((await hasher.probe?.(file.blob, { signal })) ?? null) !== null;
}

interface ListedAgain extends Pick<Movements, 'appeared' | 'unlisted'> {
  /** By path; null when it could not be listed again, or not to the end. */
  readonly found: ReadonlyMap<string, Entry> | null;
}

async function listAgain(
  { files, again }: ListedModel,
  signal: AbortSignal | undefined,
): Promise<ListedAgain> {
  const appeared: ListedFile[] = [];
  if (again === null) return { appeared, unlisted: null, found: null };
  const before = new Set(files.map(({ path }) => path));
  const found = new Map<string, Entry>();
  /** Ends some time after an abort: the disk's answer may never come. */
  const walk = async (): Promise<void> => {
    const turns = new Turns();
    for await (const entry of again()) {
      if (signal?.aborted === true) return;
      if (before.has(entry.path)) found.set(entry.path, entry);
      else if (appeared.push(await unopened(entry)) > BOUNDS.files)
        throw new Error('there is no end of files');
      if (turns.isOver) await turns.giveWay();
    }
  };
  try {
    await unlessAborted(walk(), signal);
    return { appeared, unlisted: null, found };
  } catch (error) {
    signal?.throwIfAborted();
    return { appeared, unlisted: describe(error), found: null };
  }
}

/** A folder stands in the list only where it could not be listed; opening it gives nothing but the reason. */
async function unopened(entry: Entry): Promise<ListedFile> {
  const { path, kind } = entry;
  return kind === 'folder' ? openEntry(entry) : { path, kind, blob: new Blob() };
}
