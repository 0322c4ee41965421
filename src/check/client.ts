import { unlessAborted } from '../abort.js';
import type { CheckOutcome, CheckReply, CheckRequest } from './protocol.js';

/** Runs one check: in a worker where there are workers, else here (Node). Aborting rejects at once. */
export async function runCheck(request: CheckRequest, signal?: AbortSignal): Promise<CheckOutcome> {
  signal?.throwIfAborted();
  if (typeof Worker === 'undefined') {
    const { checkBundle } = await import('./check.js');
    return checkBundle(request);
  }
  client ??= new CheckClient();
  return client.run(request, signal);
}

/** Starts the worker ahead of time, so that a page works with the network cut afterwards. */
export async function prepareCheck(): Promise<void> {
  if (typeof Worker === 'undefined') return;
  client ??= new CheckClient();
  await client.ready;
}

let client: CheckClient | null = null;

interface Pending {
  readonly resolve: (outcome: CheckOutcome) => void;
  readonly reject: (error: Error) => void;
}

class CheckClient {
  readonly ready: Promise<void>;
  private readonly worker: Worker;
  private readonly pending = new Map<number, Pending>();
  private nextId = 1;

  constructor() {
    this.worker = new Worker(new URL('./worker.js', import.meta.url), {
      type: 'module',
      name: 'touchstone-check',
    });
    this.ready = new Promise((resolve, reject) => {
      this.worker.addEventListener('message', ({ data }: MessageEvent<CheckReply>) => {
        if (data.kind === 'ready') resolve();
        else this.settle(data);
      });
      const fail = () => {
        const error = new Error('the signature worker stopped');
        reject(error);
        this.failAll(error);
      };
      this.worker.addEventListener('error', fail);
      this.worker.addEventListener('messageerror', fail);
    });
    // A failure reaches whoever waits for an outcome; without a waiter it is not an unhandled one.
    this.ready.catch(() => undefined);
  }

  run(request: CheckRequest, signal: AbortSignal | undefined): Promise<CheckOutcome> {
    const id = this.nextId++;
    const outcome = new Promise<CheckOutcome>((resolve, reject) => {
      this.pending.set(id, { resolve, reject });
    });
    this.worker.postMessage({ id, request });
    // An aborted check goes on in the worker, and its answer finds nobody: too short to be worth stopping.
    return unlessAborted(outcome, signal).finally(() => this.pending.delete(id));
  }

  private settle(reply: Exclude<CheckReply, { kind: 'ready' }>): void {
    const waiting = this.pending.get(reply.id);
    if (reply.kind === 'outcome') waiting?.resolve(reply.outcome);
    else waiting?.reject(new Error(reply.detail));
  }

  private failAll(error: Error): void {
    // The next check starts a new worker.
    client = null;
    for (const { reject } of this.pending.values()) reject(error);
    this.pending.clear();
  }
}
