import type { Hasher } from './hash/hasher.js';
import { changedOnDisk } from './manifest/compare.js';
import { describe, openEntry, type Entry, type ListedFile } from './model/entry.js';
import type { ListedModel } from './model/list.js';
import { unlessAborted } from './abort.js';
import type { ProgressTracker } from './progress.js';

export interface LookAgain {
  readonly model: ListedModel;
  /** Those that matched: only of them would the report say something that is no longer so. */
  readonly matching: readonly ListedFile[];
  readonly hasher: Hasher;
  readonly progress: ProgressTracker;
  readonly signal: AbortSignal | undefined;
}

export interface Movements {
  /** Paths of matching files that are no longer what was read. */
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
 * to. What happens after this look, and an edit of the same size with its time stamp put back, nobody can see.
 */
export async function lookAgain(request: LookAgain): Promise<Movements> {
  const { model, matching, hasher, progress, signal } = request;
  progress.enter('looking-again', { files: matching.length });
  const changed = new Set<string>();
  const rest = matching.values();
  const work = async () => {
    for (const file of rest) {
      if (signal?.aborted === true) return;
      const look = file.reopen === undefined ? hasher.probe?.(file.blob) : changedOnDisk(file);
      if (((await look) ?? null) !== null) changed.add(file.path);
      progress.addFile();
    }
  };
  await unlessAborted(Promise.all(Array.from({ length: AT_ONCE }, work)), signal);
  return { changed, ...(await listAgain(model, signal)) };
}

async function listAgain(
  { files, again }: ListedModel,
  signal: AbortSignal | undefined,
): Promise<Pick<Movements, 'appeared' | 'unlisted'>> {
  const appeared: ListedFile[] = [];
  if (again === null) return { appeared, unlisted: null };
  const before = new Set(files.map(({ path }) => path));
  try {
    const found = again()[Symbol.asyncIterator]();
    for (;;) {
      const step = await unlessAborted(found.next(), signal);
      if (step.done === true) return { appeared, unlisted: null };
      if (!before.has(step.value.path)) appeared.push(await unopened(step.value));
    }
  } catch (error) {
    signal?.throwIfAborted();
    return { appeared, unlisted: describe(error) };
  }
}

/** A folder stands in the list only where it could not be listed; opening it gives nothing but the reason. */
async function unopened(entry: Entry): Promise<ListedFile> {
  const { path, kind } = entry;
  return kind === 'folder' ? openEntry(entry) : { path, kind, blob: new Blob() };
}
