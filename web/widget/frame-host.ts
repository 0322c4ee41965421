import type { FaultCode, FrameFault, LoadFaultCode } from './fault.js';
import type { Options } from './options.js';
import type { Depth, WidgetSource } from './source.js';
import type { Progress, Report, VerdictCode } from '../../src/index.js';
import { LIMITS } from './protocol-options.js';
import {
  parseFrameMessage,
  PROTOCOL_VERSION,
  type FrameMessage,
  type Hello,
  type HostMessage,
  type Refusal,
} from './protocol.js';

/**
 * What the frame may do (docs/widget-frame.md has what is lost without each): run its scripts; have its own origin, without which no
 * worker starts; open the page that checks it again, outside of this sandbox, which that page would refuse to run in.
 */
export const SANDBOX = 'allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox';

/** From its first byte to its answer. */
const ANSWER_MS = 30_000;
const MIN_HEIGHT = 16;

/** `frame-refused-…`: the frame itself says it to the visitor. */
export type FrameErrorCode =
  FaultCode | FrameFault | 'frame-malformed' | 'frame-refused-message' | `frame-refused-${Refusal}`;

/** What a frame tells of a check. */
export type FrameEvent =
  | {
      readonly kind: 'verdict';
      readonly depth: Depth;
      readonly code: VerdictCode;
      /** Null for the visitor's own files, and where the visitor's own word or memory decided. */
      readonly report: Report | null;
    }
  | { readonly kind: 'progress'; readonly depth: Depth; readonly progress: Progress }
  | { readonly kind: 'error'; readonly code: FrameErrorCode; readonly message: string };

/** What the frame is to check. The bundle is fetched by this page, since the frame connects to nobody. */
export type Asked = Pick<WidgetSource, 'options' | 'fault' | 'start' | 'bundle' | 'hub'>;

export interface FrameSource extends Asked {
  /** Of embed.html on a Touchstone site, which has to be of another origin than this page; null where nobody says. */
  readonly src: string | null;
  /** What assistive technology calls the frame. */
  readonly title: string;
  readonly tell: (event: FrameEvent) => void;
  /** What `bundle` rejected with. */
  readonly codeOf: (error: unknown) => LoadFaultCode;
  /** In the visitor's language. */
  readonly explain: (fault: FrameFault) => Promise<string>;
}

/** The page's side of a frame: hands over what is to be checked, and passes on what the frame says. It decides nothing. */
export class FrameHost {
  readonly #frame = document.createElement('iframe');
  readonly #notice = document.createElement('p');
  readonly #origin: string;
  readonly #tell: FrameSource['tell'];
  readonly #explain: FrameSource['explain'];
  readonly #codeOf: FrameSource['codeOf'];
  #asked: Asked;
  #run = 0;
  #port: MessagePort | null = null;
  #isReady = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #loading = new AbortController();

  constructor(
    target: ShadowRoot | HTMLElement,
    { src, title, tell, explain, codeOf, ...asked }: FrameSource,
  ) {
    this.#origin = src === null ? '' : new URL(src, document.baseURI).origin;
    this.#asked = asked;
    this.#tell = tell;
    this.#explain = explain;
    this.#codeOf = codeOf;
    this.#notice.part.add('frame-fault');
    target.append(this.#notice);
    if (src === null) {
      this.#say('frame-not-named', 'the element has no attribute "page"');
      return;
    }
    if (this.#origin === location.origin) {
      // It could be reached into from here, so that what it shows would be worth no more than what this page draws.
      this.#say('frame-same-origin', REFUSED['same-origin']);
      return;
    }
    const frame = this.#frame;
    frame.setAttribute('sandbox', SANDBOX);
    frame.referrerPolicy = 'no-referrer';
    frame.title = title;
    frame.part.add('frame');
    Object.assign(frame.style, { display: 'block', width: '100%', height: '8rem', border: '0' });
    this.#dress();
    // Each document in it is greeted anew.
    frame.addEventListener('load', () => this.#greet());
    this.#await();
    frame.src = src;
    target.append(frame);
  }

  /** Other options for the same signature. */
  update(options: Options): void {
    this.#asked = { ...this.#asked, options };
    this.#dress();
    if (this.#isReady) this.#post({ kind: 'options', options });
  }

  destroy(): void {
    clearTimeout(this.#timer);
    this.#loading.abort();
    this.#port?.close();
    this.#port = null;
    this.#frame.remove();
    this.#notice.remove();
  }

  /** A frame of another colour scheme than its element's has an opaque ground. */
  #dress(): void {
    const { theme } = this.#asked.options;
    this.#frame.style.colorScheme = theme === 'auto' ? 'light dark' : theme;
  }

  #greet(): void {
    this.#port?.close();
    this.#isReady = false;
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    port1.onmessage = ({ data }: MessageEvent<unknown>) => this.#hear(data, port1);
    this.#await();
    const hello: Hello = { touchstone: 'hello', version: PROTOCOL_VERSION };
    // To that origin only: whatever else was loaded there does not get the port.
    this.#frame.contentWindow?.postMessage(hello, this.#origin, [port2]);
  }

  #await(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#say(
        'frame-silent',
        `no answer from ${this.#frame.src}: is it there, and may this page frame it?`,
      );
    }, ANSWER_MS);
  }

  #hear(data: unknown, port: MessagePort): void {
    if (port !== this.#port) return;
    const parsed = parseFrameMessage(data);
    if (parsed.ok) this.#take(parsed.message);
    else this.#fail('frame-malformed', parsed.problem);
  }

  #take(message: FrameMessage): void {
    switch (message.kind) {
      case 'ready':
        clearTimeout(this.#timer);
        this.#notice.textContent = '';
        this.#isReady = true;
        this.#start();
        return;
      case 'refused':
        clearTimeout(this.#timer);
        this.#fail(`frame-refused-${message.code}`, REFUSED[message.code]);
        return;
      case 'malformed':
        this.#fail('frame-refused-message', message.problem);
        return;
      case 'resize':
        this.#frame.style.height = `${Math.max(MIN_HEIGHT, message.height)}px`;
        return;
      default:
        if (message.run === this.#run) this.#pass(message);
    }
  }

  #pass(message: Extract<FrameMessage, { readonly run: number }>): void {
    switch (message.kind) {
      case 'need-bundle':
        void this.#handOver(message.run);
        return;
      case 'verdict': {
        const { kind, depth, code, report } = message;
        this.#tell({ kind, depth, code, report });
        return;
      }
      case 'progress':
        this.#tell({ kind: 'progress', depth: 'signature', progress: message.progress });
        return;
      case 'error':
        this.#fail(message.code, 'the frame says what it means');
    }
  }

  #start(): void {
    this.#loading.abort();
    this.#loading = new AbortController();
    this.#run += 1;
    const { options, fault = null, start = 'visible' } = this.#asked;
    this.#post({ kind: 'start', run: this.#run, options, begin: start, fault });
  }

  async #handOver(run: number): Promise<void> {
    const { signal } = this.#loading;
    try {
      const bundle = await this.#asked.bundle(signal);
      const size = typeof bundle === 'string' ? bundle.length : bundle.size;
      if (signal.aborted) return;
      if (size > LIMITS.bundle) this.#post({ kind: 'bundle-failed', run, code: 'bundle-too-large' });
      else this.#post({ kind: 'bundle', run, bundle });
    } catch (error) {
      if (!signal.aborted) this.#post({ kind: 'bundle-failed', run, code: this.#codeOf(error) });
    }
  }

  #post(message: HostMessage): void {
    try {
      this.#port?.postMessage(message);
    } catch (error) {
      this.#fail('frame-malformed', error instanceof Error ? error.message : String(error));
    }
  }

  /** To the visitor too, beside the frame in which nothing stands. */
  #say(code: FrameFault, message: string): void {
    this.#notice.setAttribute('role', 'alert');
    void this.#explain(code).then((text) => {
      if (!this.#isReady) this.#notice.textContent = text;
    });
    this.#fail(code, message);
  }

  #fail(code: FrameErrorCode, message: string): void {
    this.#tell({ kind: 'error', code, message });
  }
}

/** For whoever builds the page: visitors read it in the frame, in their language. */
const REFUSED: Readonly<Record<Refusal, string>> = {
  'host-not-allowed': 'touchstone.json of that site does not list this origin under "hosts"',
  'same-origin': 'the frame has to be of another origin than the page around it',
  settings: 'touchstone.json of that site could not be read',
  version: 'that site speaks another version of the protocol than this widget',
  flood: 'this page sent more messages than the frame reads',
};
