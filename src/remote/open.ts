import { refusal, success } from '../result.js';
import type { Listed } from './adapter.js';
import { parseAddress, type Reference } from './address.js';
import type { Net } from './ask.js';
import { DIRECTORY } from './directory.js';
import { RemoteFault } from './fault.js';
import { HUGGING_FACE } from './hugging-face.js';
import { readRemote } from '../remote-read.js';
import { OCI } from './oci.js';
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
export async function openRemote(
  address: string,
  { fetcher, authorization, endpoint, signal, onListed }: RemoteOptions,
): Promise<RemoteAnswer> {
  signal?.throwIfAborted();
  const net: Net = {
    fetcher,
    authorization: (host) => authorization?.(host) ?? null,
    signal,
    onListed: (files) => onListed?.(files),
  };
  try {
    const listed = await list(parseAddress(address, endpoint), net);
    return success({
      ...listed,
      read: (source, part, options) => readRemote(source, part, { ...options, fetcher }),
    });
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof RemoteFault) return refusal(error.reason);
    throw error;
  }
}

function list(reference: Reference, net: Net): Promise<Listed> {
  switch (reference.kind) {
    case 'hugging-face':
      return HUGGING_FACE.open(reference, net);
    case 'directory':
      return DIRECTORY.open(reference, net);
    case 'oci':
      return OCI.open(reference, net);
  }
}
