/** `check`: reads bundles and checks signatures; `hash`: the files; `stream`: fetches files and hashes them on the way. */
export type WorkerName = 'check' | 'hash' | 'stream';

let start: ((name: WorkerName) => Worker | null) | null = null;

/**
 * From where the next workers come, in the place of their files beside the library: for whoever serves it from another
 * origin, where no browser starts workers by address. Each is to be a module worker that runs that same file; null: the library starts its own.
 */
export function startWorkersBy(starter: (name: WorkerName) => Worker | null): void {
  start = starter;
}

/** Null where the library starts its own. */
export function startedElsewhere(name: WorkerName): Worker | null {
  return start === null ? null : start(name);
}
