import { join, resolve } from 'node:path';
import { INDEX_FILE, type IndexedFile, message, type ModelEntry, quote, writeIndex } from '../src/index.js';
import type { IndexCommand } from './args.js';
import type { Surroundings } from './around.js';
import { InputError, systemError } from './error.js';
import { escapeForTerminal as escape } from './escape.js';
import { createHasher, type CommandHasher } from './hasher.js';
import { openModel } from './list.js';
import { bytesText, counterLine } from './progress.js';
import { replaceFile } from './replace-file.js';

interface Found {
  readonly path: string;
  readonly blob: Blob;
}

/** `touchstone index`: writes what a web server has to have beside a model's files, so that it can be asked for them. */
export async function writeIndexFile(command: IndexCommand, around: Surroundings): Promise<0> {
  const folder = resolve(around.cwd, command.folder);
  const hasher = createHasher({ engine: command.engine });
  const line = counterLine(around.stderr);
  try {
    const { entries, listing } = await openModel(command.folder, command.digests ? hasher.expect : undefined);
    if (listing.kind === 'file')
      throw new InputError(`${quote(command.folder)} is a file; an index is of a folder.`);
    const found = await filesOf(entries, around.signal);
    const files = command.digests
      ? await hashed(found, hasher, around.signal, (count) => {
          line.show(`${String(count)} of ${String(found.length)} files`);
        })
      : found.map(({ path, blob }) => ({ path, size: blob.size, sha256: null }));
    const index = writeIndex(files);
    if (!index.ok) {
      const { text, wayOut } = message(index.reasons[0]);
      throw new InputError(`${text} ${wayOut}`);
    }
    around.signal.throwIfAborted();
    line.clear();
    await replaceFile(join(folder, INDEX_FILE), index.value, 0o644);
    const bytes = files.reduce((sum, { size }) => sum + size, 0);
    const count = files.length === 1 ? '1 file' : `${String(files.length)} files`;
    around.stdout.write(`${escape(join(command.folder, INDEX_FILE))}: ${count}, ${bytesText(bytes)}\n`);
    return 0;
  } finally {
    line.clear();
    hasher.close();
  }
}

/** What a server serves out of the folder; it must be all of it, or the index would be of another model. */
async function filesOf(entries: AsyncIterable<ModelEntry>, signal: AbortSignal): Promise<readonly Found[]> {
  const found: Found[] = [];
  for await (const entry of entries) {
    signal.throwIfAborted();
    const { path } = entry;
    if (path === INDEX_FILE || path === '.git' || path.startsWith('.git/')) continue;
    try {
      found.push({ path, blob: 'open' in entry ? await entry.open() : entry.blob });
    } catch (error) {
      throw unusable(path, systemError(error));
    }
  }
  return found;
}

async function hashed(
  found: readonly Found[],
  hasher: CommandHasher,
  signal: AbortSignal,
  onFile: (done: number) => void,
): Promise<readonly IndexedFile[]> {
  const files: IndexedFile[] = [];
  const queue = found.values();
  const work = async () => {
    for (const { path, blob } of queue) {
      const outcome = await hasher.hash({ blob, algorithm: 'sha256' }, { signal });
      if (!outcome.ok) throw unusable(path, outcome.failure.detail);
      files.push({ path, size: blob.size, sha256: outcome.digest });
      onFile(files.length);
    }
  };
  await Promise.all(Array.from({ length: hasher.concurrency }, work));
  return files;
}

function unusable(path: string, detail: string): InputError {
  return new InputError(`${quote(path)} cannot be served: ${detail}. Nothing was written.`);
}
