import { unlessAborted } from '../abort.js';
import type { Candidate } from '../bundle/find.js';
import type { RootParts } from '../describe-root.js';
import type { Result } from '../result.js';
import { startedElsewhere } from '../start-worker.js';
import type { Primitives } from '../tuf/primitives.js';
import type { CheckMessage, CheckOutcome, CheckReply, CheckRequest } from './protocol.js';

/** Runs one check: in a worker where there are workers, else here (Node). Aborting rejects at once. */
export async function runCheck(request: CheckRequest, signal?: AbortSignal): Promise<CheckOutcome> {
  signal?.throwIfAborted();
  if (typeof Worker === 'undefined')
    return unlessAborted((await import('./check.js')).checkBundle(request), signal);
  const reply = await worker().ask((id) => ({ kind: 'check', id, request }), signal);
  if (reply.kind !== 'outcome') throw new Error('the signature worker gave another answer');
  return reply.outcome;
}

/** Which of the files are bundles, by path; where and how as above. */
export async function runFind(files: readonly Candidate[], signal?: AbortSignal): Promise<readonly string[]> {
  const top = files.filter(({ path }) => !path.includes('/'));
  const found = await find(top, signal);
  // What lies below counts only then. To send 100,000 files keeps the thread for over 100 ms.
  return found.length > 0 || top.length === files.length
    ? found
    : find(
        files.filter(({ path }) => path.includes('/')),
        signal,
      );
}

async function find(
  files: readonly Candidate[],
  signal: AbortSignal | undefined,
): Promise<readonly string[]> {
  signal?.throwIfAborted();
  if (typeof Worker === 'undefined')
    return unlessAborted((await import('../bundle/find.js')).findBundles(files), signal);
  const reply = await worker().ask((id) => ({ kind: 'find', id, files }), signal);
  if (reply.kind !== 'found') throw new Error('the signature worker gave another answer');
  return reply.paths;
}

/** What a trusted root says; where and how as above. */
export async function runDescribe(
  trustedRoot: string | object | undefined,
  signal?: AbortSignal,
): Promise<Result<RootParts>> {
  signal?.throwIfAborted();
  if (typeof Worker === 'undefined') return (await import('./check.js')).describeRoot(trustedRoot);
  const reply = await worker().ask((id) => ({ kind: 'describe', id, trustedRoot }), signal);
  if (reply.kind !== 'described') throw new Error('the signature worker gave another answer');
  return reply.facts;
}

/** What an update of trust has computed; where and how as above. */
export function primitives(signal?: AbortSignal): Primitives {
  return {
    async verify(questions) {
      if (typeof Worker === 'undefined') return (await import('./check.js')).verifyAll(questions);
      const reply = await worker().ask((id) => ({ kind: 'signatures', id, questions }), signal);
      if (reply.kind !== 'verified') throw new Error('the signature worker gave another answer');
      return reply.answers;
    },
    async digest(hash, data) {
      if (typeof Worker === 'undefined') return (await import('./check.js')).digestOf(hash, data);
      const reply = await worker().ask((id) => ({ kind: 'digest', id, hash, data }), signal);
      if (reply.kind !== 'digested') throw new Error('the signature worker gave another answer');
      return reply.digest;
    },
  };
}

/** Starts the worker ahead of time, so that a page works with the network cut afterwards. */
export async function prepareCheck(): Promise<void> {
  if (typeof Worker !== 'undefined') await worker().ready;
}

let client: CheckClient | null = null;

function worker(): CheckClient {
  return (client ??= new CheckClient());
}

/** How long an aborted request may go on before its worker is ended: a hostile bundle may take many seconds. */
const GRACE_MS = 1000;

type Answer = Exclude<CheckReply, { kind: 'ready' | 'failed' }>;

interface Pending {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}

class CheckClient {
  readonly ready: Promise<void>;
  readonly #worker: Worker;
  readonly #pending = new Map<number, Pending>();
  #nextId = 1;

  constructor() {
    this.#worker =
      startedElsewhere('check') ??
      new Worker(new URL('./worker.js', import.meta.url), {
        type: 'module',
        name: 'touchstone-check',
      });
    this.ready = new Promise((resolve, reject) => {
      this.#worker.addEventListener('message', ({ data }: MessageEvent<CheckReply>) => {
        if (data.kind === 'ready') resolve();
        else this.#settle(data);
      });
      const fail = () => {
        const error = new Error('the signature worker stopped');
        reject(error);
        this.#end(error);
      };
      this.#worker.addEventListener('error', fail);
      this.#worker.addEventListener('messageerror', fail);
    });
    // A failure reaches whoever waits for an answer; without a waiter it is not an unhandled one.
    this.ready.catch(() => undefined);
  }

  async ask(message: (id: number) => CheckMessage, signal: AbortSignal | undefined): Promise<Answer> {
    const id = this.#nextId++;
    const answer = new Promise<Answer>((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
    });
    this.#worker.postMessage(message(id));
    try {
      return await unlessAborted(answer, signal);
    } catch (error) {
      // Whoever asked is gone; the answer finds nobody, and must not keep the next one waiting.
      answer.catch(() => undefined);
      setTimeout(() => {
        if (this.#pending.has(id)) this.#end(new Error('the signature worker was ended'));
      }, GRACE_MS);
      throw error;
    }
  }

  #settle(reply: Exclude<CheckReply, { kind: 'ready' }>): void {
    const waiting = this.#pending.get(reply.id);
    this.#pending.delete(reply.id);
    if (reply.kind === 'failed') waiting?.reject(new Error(reply.detail));
    else waiting?.resolve(reply);
  }

  /** The next request starts a new worker. */
  #end(error: Error): void {
    if (client === this) client = null;
    this.#worker.terminate();
    for (const { reject } of this.#pending.values()) reject(error);
    this.#pending.clear();
  }
}
