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
    if (request.type === 'hash' && request.job.range?.start === UNSENDABLE) {
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

  get jobs(): number[] {
    return this.got.filter(({ type }) => type === 'hash').map(({ id }) => id);
  }
}

/** A job with a range that starts here cannot be sent. */
export const UNSENDABLE = 666;
