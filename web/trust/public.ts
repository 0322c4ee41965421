import { PUBLIC_REPOSITORY, servedRepository, type TrustFault } from '../../src/index.js';
import { workersAsBuilt } from '../lib/integrity.js';
import { PUBLIC } from './kept.js';
import { trust } from './trust.svelte.js';

/** Where the public Sigstore publishes its trust. The policy of connected.html lets that page ask it. */
export const PUBLIC_HOST = new URL(PUBLIC_REPOSITORY).host;

/** What the browser itself has to say where nothing could be fetched. */
export type Hindrance = 'offline' | 'blocked';

/** A fault, null where all went well; and what stood in the way, as far as the browser knows. */
export interface PublicUpdate {
  readonly fault: TrustFault | null;
  readonly hindrance: Hindrance | null;
}

/** A violation is told in a task of its own, maybe after the request has failed. */
const TOLD_MS = 100;

/** By the person's word only. Rejects where the page cannot do it at all; null where it was cancelled. */
export async function updateFromPublic(): Promise<PublicUpdate | null> {
  await workersAsBuilt();
  const policy = listenToPolicy();
  try {
    const fault = await trust.refresh(
      PUBLIC,
      servedRepository(`${PUBLIC_REPOSITORY}/`, fetch.bind(globalThis)),
    );
    if (trust.update?.phase !== 'done') return null;
    if (fault?.code !== 'trust-unreachable') return { fault, hindrance: null };
    return { fault, hindrance: (await policy.isBlocked()) ? 'blocked' : navigator.onLine ? null : 'offline' };
  } finally {
    policy.end();
  }
}

/** Whether the policy forbade a request: what one that fails does not say itself. */
function listenToPolicy(): { isBlocked(): Promise<boolean>; end(): void } {
  let isTold = false;
  const heard = ({ effectiveDirective, blockedURI }: SecurityPolicyViolationEvent): void => {
    if (effectiveDirective === 'connect-src' && blockedURI.startsWith(PUBLIC_REPOSITORY)) isTold = true;
  };
  document.addEventListener('securitypolicyviolation', heard);
  return {
    async isBlocked() {
      if (!isTold) await new Promise((resolve) => setTimeout(resolve, TOLD_MS));
      return isTold;
    },
    end: () => document.removeEventListener('securitypolicyviolation', heard),
  };
}
