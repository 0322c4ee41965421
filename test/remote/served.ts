/** One model on each of our servers, for what has to be so whoever keeps it. */
import { toContent } from './servers/content.js';
import { startDirectory } from './servers/directory.js';
import { startHub, type HubFiles } from './servers/hub.js';
import { startRegistry } from './servers/registry.js';
import type { Misbehaviour, Remote } from './servers/server.js';

export interface Served extends AsyncDisposable {
  readonly address: string;
  /** Of the hub, for `hf://`. */
  readonly endpoint: string | undefined;
  readonly script: Misbehaviour[];
  /** Part of the path that is asked first, and of the one that tells what there is. */
  readonly first: string;
  readonly listing: string;
  /** Part of the path that a file's bytes come from. */
  readonly bytesOf: (path: string) => string;
  /** Who sends the bytes. */
  readonly sender: Remote;
  /** Whether the bytes come from another origin than the listing. */
  readonly redirects: boolean;
}

export const KEEPERS = ['hugging-face', 'directory', 'oci'] as const;

export async function serve(keeper: (typeof KEEPERS)[number], files: HubFiles): Promise<Served> {
  switch (keeper) {
    case 'hugging-face': {
      const hub = await startHub({ 'acme/weather': { files } });
      return {
        address: 'hf://acme/weather',
        endpoint: hub.url,
        script: hub.script,
        first: '/revision/',
        listing: '/tree/',
        bytesOf: (path) => path,
        sender: hub.storage,
        redirects: true,
        [Symbol.asyncDispose]: () => hub[Symbol.asyncDispose](),
      };
    }
    case 'directory': {
      const directory = await startDirectory(files);
      return {
        address: directory.url,
        endpoint: undefined,
        script: directory.script,
        first: 'touchstone-index.json',
        listing: 'touchstone-index.json',
        bytesOf: (path) => path,
        sender: directory.server,
        redirects: false,
        [Symbol.asyncDispose]: () => directory[Symbol.asyncDispose](),
      };
    }
    case 'oci': {
      const registry = await startRegistry();
      const layers = Object.entries(files).map(([path, content]) => ({
        content,
        annotations: { 'org.cncf.model.filepath': path },
      }));
      registry.push('acme/weather', { layers }, 'latest');
      return {
        address: `oci://${registry.host}/acme/weather`,
        endpoint: undefined,
        script: registry.script,
        first: '/manifests/',
        listing: '/manifests/',
        bytesOf: (path) => `sha256:${toContent(files[path] ?? '').sha256}`,
        sender: registry.storage,
        redirects: true,
        [Symbol.asyncDispose]: () => registry[Symbol.asyncDispose](),
      };
    }
  }
}
