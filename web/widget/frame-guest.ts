import { LoadFault } from './fault.js';
import type { WidgetEvent } from './source.js';
import type { Options } from './options.js';
import { LIMITS } from './protocol-options.js';
import type { Report } from '../../src/index.js';
import { parseHello, parseHostMessage, PROTOCOL_VERSION } from './protocol.js';
import type { FrameMessage, FrameVerdict, HostMessage, Refusal } from './protocol.js';

/** How many messages a page may send at once, and how many more each second. */
const BURST = 100;
const PER_SECOND = 10;

export interface Greeting {
  /** As the browser says: nobody can write another one. */
  readonly origin: string;
  readonly version: number;
  readonly port: MessagePort;
}

/** The first greeting of the page around counts; nobody else's, and no second one. */
export function firstGreeting(window: Window): Promise<Greeting> {
  return new Promise((resolve) => {
    const hear = ({ source, origin, data, ports }: MessageEvent<unknown>) => {
      if (source !== window.parent || source === window) return;
      const version = parseHello(data);
      const [port] = ports;
      if (version === null || port === undefined) return;
      window.removeEventListener('message', hear);
      resolve({ origin, version, port });
    };
    window.addEventListener('message', hear);
  });
}

/** Why the frame does not work for whoever greeted; null where it does. */
export function refusalOf(
  { origin, version }: Pick<Greeting, 'origin' | 'version'>,
  own: string,
  hosts: readonly string[] | '*',
): Refusal | null {
  // Such a page could reach into this one.
  if (origin === own) return 'same-origin';
  if (hosts !== '*' && !hosts.includes(origin)) return 'host-not-allowed';
  return version === PROTOCOL_VERSION ? null : 'version';
}

interface Work {
  /** Another signature, or the first one. */
  readonly start: (start: Extract<HostMessage, { readonly kind: 'start' }>) => void;
  readonly update: (options: Options) => void;
  /** What the page asked for first could not be read: there is nothing to show. */
  readonly unread: () => void;
  /** More messages came than are read: the page is not heard any more. */
  readonly flooded: () => void;
}

interface Waiting {
  readonly take: (bundle: Blob | string) => void;
  readonly fail: (reason: unknown) => void;
}

/** The frame's side of the port. */
export class FrameGuest {
  readonly #port: MessagePort;
  readonly #work: Work;
  #run = 0;
  readonly #waiting = new Set<Waiting>();
  #left = BURST;
  #at = performance.now();

  constructor(port: MessagePort, work: Work) {
    this.#port = port;
    this.#work = work;
    port.onmessage = ({ data }: MessageEvent<unknown>) => this.#hear(data);
  }

  post(message: FrameMessage): void {
    this.#port.postMessage(message);
  }

  /** Of this run. May be asked for again: the page may fetch it anew. */
  bundle(run: number, signal: AbortSignal): Promise<Blob | string> {
    return new Promise((take, fail) => {
      signal.throwIfAborted();
      if (run !== this.#run) throw new DOMException('another one was asked for', 'AbortError');
      const waiting = { take, fail };
      this.#waiting.add(waiting);
      signal.addEventListener('abort', () => {
        this.#waiting.delete(waiting);
        fail(signal.reason);
      });
      this.post({ kind: 'need-bundle', run });
    });
  }

  /** What the page around learns of it. */
  tell(run: number, event: WidgetEvent): void {
    if (run !== this.#run) return;
    switch (event.kind) {
      case 'verdict':
        // A frame knows no hub.
        if (event.depth === 'signature' || event.depth === 'local')
          this.post(verdictFor(run, event.depth, event.report));
        return;
      case 'progress':
        // How many files the visitor has, and how large, is theirs.
        if (event.depth === 'signature') this.post({ kind: 'progress', run, progress: event.progress });
        return;
      case 'error':
        this.post({ kind: 'error', run, code: event.code });
    }
  }

  #hear(data: unknown): void {
    if (!this.#mayHear()) {
      this.post({ kind: 'refused', code: 'flood' });
      this.#port.onmessage = null;
      this.#port.close();
      this.#work.flooded();
      return;
    }
    const parsed = parseHostMessage(data);
    if (parsed.ok) this.#take(parsed.message);
    else {
      this.post({ kind: 'malformed', problem: parsed.problem.slice(0, LIMITS.name) });
      if (this.#run === 0) this.#work.unread();
    }
  }

  #take(message: HostMessage): void {
    switch (message.kind) {
      case 'start':
        // Counted upwards, so that nothing of an earlier one is taken for this one's.
        if (message.run <= this.#run) return;
        this.#run = message.run;
        this.#waiting.clear();
        this.#work.start(message);
        return;
      case 'options':
        if (this.#run > 0) this.#work.update(message.options);
        return;
      case 'bundle':
        this.#settle(message.run, ({ take }) => take(message.bundle));
        return;
      case 'bundle-failed':
        this.#settle(message.run, ({ fail }) => fail(new LoadFault(message.code)));
    }
  }

  #settle(run: number, settle: (waiting: Waiting) => void): void {
    if (run !== this.#run) return;
    for (const waiting of this.#waiting) settle(waiting);
    this.#waiting.clear();
  }

  #mayHear(): boolean {
    const now = performance.now();
    this.#left = Math.min(BURST, this.#left + ((now - this.#at) / 1000) * PER_SECOND);
    this.#at = now;
    this.#left -= 1;
    return this.#left >= 0;
  }
}

/** Without what is the visitor's: names of files, whom they expect, and what they remember. */
export function verdictFor(run: number, depth: 'signature' | 'local', report: Report): FrameVerdict {
  const { verdict, trust } = report;
  const isVisitors = depth === 'local' || trust.pins.length > 0 || isOfPerson(trust);
  return { kind: 'verdict', run, depth, code: verdict.code, report: isVisitors ? null : report };
}

function isOfPerson({ basis, method }: Report['trust']): boolean {
  return basis.kind === 'pin' || (basis.kind === 'person' && method !== 'inspect');
}
