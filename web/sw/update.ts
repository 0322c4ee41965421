import { SCOPE } from './scope.js';

/** Every window holds it, together with the others, while it checks. */
const LOCK = `touchstone-checking ${SCOPE}`;

export type Applied = 'applied' | 'busy';

export function isApply(message: unknown): boolean {
  return message === 'apply-update';
}

/** Puts this worker in the place of the one before, unless a check runs, in whichever window. */
export function applyUpdate(worker: ServiceWorkerGlobalScope): Promise<Applied> {
  return worker.navigator.locks.request(LOCK, { ifAvailable: true }, async (lock): Promise<Applied> => {
    if (lock === null) return 'busy';
    await worker.skipWaiting();
    return 'applied';
  });
}
