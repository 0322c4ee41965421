/** Parts of what a page or a worker has; the library's types know neither. */
interface Scope {
  readonly DataTransferItem?: { readonly prototype: object };
  readonly WorkerGlobalScope?: unknown;
}

/** Told by what it can, not by its name. A page of unknown make is taken for WebKit, which shows least of a disk. */
export function browserEngine(): 'chromium' | 'gecko' | 'webkit' | 'none' {
  const { DataTransferItem: item, WorkerGlobalScope: worker }: Scope = globalThis;
  if (isGecko()) return 'gecko';
  if (item === undefined && worker === undefined) return 'none';
  return item !== undefined && 'getAsFileSystemHandle' in item.prototype ? 'chromium' : 'webkit';
}

/** In workers too. */
export function isGecko(): boolean {
  return 'lineNumber' in new Error();
}
