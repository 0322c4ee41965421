import type { HashOutcome } from '../../src/hash/hasher.js';
import type { Reply, Request } from '../../src/hash/protocol.js';

/** Stands where the platform's Worker would: the test plays the worker's side. The real one is tested as built. */
export class FakeWorker extends EventTarget {
  static readonly all: FakeWorker[] = [];
  readonly got: Request[] = [];
  terminated = false;
  readonly url: string;

  constructor(url: URL) {
    super();
    this.url = url.href;
    FakeWorker.all.push(this);
  }

  postMessage(request: Request): void {
    if (request.type === 'hash' && request.jobs.some(({ job }) => job.range?.start === UNSENDABLE)) {
      throw new DOMException('cannot be cloned', 'DataCloneError');
    }
    this.got.push(request);
  }

  terminate(): void {
    this.terminated = true;
  }

  say(reply: Reply): void {
    this.dispatchEvent(new MessageEvent('message', { data: reply }));
  }

  /** `message` is absent when the script did not load. */
  break(message?: string): void {
    this.dispatchEvent(Object.assign(new Event('error'), { message }));
  }

  done(id: number, outcome: HashOutcome, bytes: number): void {
    this.say({ type: 'done', results: [{ id, outcome, bytes }] });
  }

  /** What it was given at once. */
  get units(): readonly (readonly number[])[] {
    return this.got.flatMap((request) => (request.type === 'hash' ? [request.jobs.map(({ id }) => id)] : []));
  }

  /** What it was asked to look at again, at once. */
  get probes(): readonly (readonly number[])[] {
    return this.got.flatMap((request) =>
      request.type === 'probe' ? [request.blobs.map(({ id }) => id)] : [],
    );
  }

  get jobs(): readonly number[] {
    return this.units.flat();
  }
}

/** A job with a range that starts here cannot be sent. */
export const UNSENDABLE = 666;
