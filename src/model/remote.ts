import { RemoteBlob } from '../remote-blob.js';
import type { RemoteModel } from '../remote/remote-model.js';
import type { Entry } from './entry.js';
import type { Source } from './source.js';

async function* each(entries: readonly Entry[]): AsyncGenerator<Entry> {
  yield* await Promise.resolve(entries);
}

/** A model on a network, as any other: its files are fetched when they are read, and each time anew. */
export function remoteSource(model: RemoteModel): Source {
  const entries = model.files.map(({ path, source }): Entry => {
    const blob = new RemoteBlob(source, model.read);
    return { path, kind: 'file', open: () => Promise.resolve(blob), fresh: 'never' };
  });
  return {
    name: model.name,
    kind: 'directory',
    source: 'streamed',
    cannotSee: ['unlisted-files'],
    entries: () => each(entries),
    again: null,
  };
}
