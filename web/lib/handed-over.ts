/** A file that the system handed over, or word that it could not be taken. */
export type Given = GivenFile | 'lost';

export interface GivenFile {
  readonly name: string;
  readonly open: () => Promise<Blob>;
  /** As a form, which any website can send as well as the system. */
  readonly isByForm: boolean;
  /** In the link that opened the page, or named there. */
  readonly isByLink?: boolean;
}

/** Chromium's, where an installed app is opened with files. */
interface LaunchQueue {
  setConsumer(consumer: (params: { readonly files?: readonly FileSystemHandle[] }) => void): void;
}

/** Where the service worker says that something was shared. */
const SHARED = '#shared';

/** Calls `take` for the signature that this window was opened with, if it was: from the file manager, or the system's share sheet. */
export function handedOver(take: (given: Given) => void): void {
  const queue: unknown = Reflect.get(globalThis, 'launchQueue');
  if (isLaunchQueue(queue)) {
    queue.setConsumer(({ files = [] }) => {
      const file = files.find((handle) => handle instanceof FileSystemFileHandle);
      if (file !== undefined) take({ name: file.name, open: () => file.getFile(), isByForm: false });
    });
  }
  if (location.hash !== SHARED) return;
  // Taken once: a reload begins anew.
  history.replaceState(null, '', new URL('./', location.href));
  void takeShared().then(take);
}

/** Out of the place where `sw/shared` laid it. */
async function takeShared(): Promise<Given> {
  const scope = new URL('./', location.href).href;
  try {
    const cache = await caches.open(`touchstone-shared ${scope}`);
    const key = new URL('shared', scope);
    const response = await cache.match(key);
    await cache.delete(key);
    const name = response?.headers.get('X-Name');
    if (response === undefined || name == null) return 'lost';
    const blob = await response.blob();
    return { name: decodeURIComponent(name), open: () => Promise.resolve(blob), isByForm: true };
  } catch {
    return 'lost';
  }
}

function isLaunchQueue(value: unknown): value is LaunchQueue {
  return (
    typeof value === 'object' &&
    value !== null &&
    'setConsumer' in value &&
    typeof value.setConsumer === 'function'
  );
}
