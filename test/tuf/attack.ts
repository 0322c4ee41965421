import type * as Library from '../../src/index.js';
import type { Edit } from '../forge/tuf.js';

/** How a file is answered for, in place of what the repository has. */
export type Serving =
  /** This HTTP status. */
  | { readonly status: number }
  /** Zeros: so many, or for ever. */
  | { readonly zeros: number | 'endless' }
  /** Half of it, and then the connection breaks. */
  | { readonly cut: true }
  /** No connection. */
  | { readonly refused: true }
  /** Nothing, ever: the person gives up. */
  | { readonly silent: true };

/** One update: what the repository has then. */
export interface Step {
  /** By path, base64. */
  readonly files: Readonly<Record<string, string>>;
  readonly serving: Readonly<Record<string, Serving>>;
  /** ISO 8601. */
  readonly now: string;
  /** root.json, as text. */
  readonly anchor: string;
  /** Somebody's hands on what was stored, before this update: all of it, or parts. */
  readonly tampered: string | readonly Edit[];
  /** `ok`, `gave up`, or the fault's code and file. */
  readonly expected: string;
}

/** What is expected of the state after the last step, as far as it is said. */
export interface Outcome {
  /** Version of the latest root. */
  readonly root?: number;
  /** The trusted root that stands; null for none. */
  readonly target?: string | null;
  /** Whether something of what was stored did not hold, before the last step. */
  readonly isDamaged?: boolean;
  readonly previous?: string | null;
}

export interface Attack {
  readonly name: string;
  /** Of the specification, 1.0. */
  readonly section: string;
  readonly steps: readonly Step[];
  readonly then: Outcome;
}

export interface Answer extends Required<Outcome> {
  readonly outcome: string;
  readonly fault: Library.TrustFault | null;
  /** How many bytes the repository had to give for one file, at most. */
  readonly given: number;
  readonly asked: number;
}

/** Runs in Node, and in a page: uses nothing but what it is given. `library` is it, or where it is served. */
export async function runAttacks(question: {
  readonly library: typeof Library | string;
  readonly attacks: readonly Pick<Attack, 'steps'>[];
}): Promise<readonly (readonly Answer[])[]> {
  const { library, attacks } = question;
  const { loadTrust, updateTrust, servedRepository } =
    typeof library === 'string' ? ((await import(library)) as typeof Library) : library;
  const BASE = 'https://tuf.example/';
  const CHUNK = 64 * 1024;

  async function runStep(step: Step, stored: string | null) {
    const controller = new AbortController();
    let [asked, given] = [0, 0];
    const streamOf = (length: number, bytes: Uint8Array | null, cutAt: number) => {
      let at = 0;
      return new ReadableStream<Uint8Array>({
        pull(stream) {
          if (at >= cutAt) stream.error(new TypeError('the connection broke'));
          else if (at >= length) stream.close();
          else {
            const end = Math.min(at + CHUNK, length, cutAt);
            stream.enqueue(bytes?.slice(at, end) ?? new Uint8Array(end - at));
            at = end;
            given = Math.max(given, at);
          }
        },
      });
    };
    const fetcher: typeof fetch = (input, init) => {
      const url = input instanceof Request ? input.url : String(input);
      const path = url.slice(BASE.length);
      asked += 1;
      const how = step.serving[path] ?? null;
      const base64 = step.files[path];
      const bytes =
        base64 === undefined ? null : Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      if (how !== null && 'refused' in how) return Promise.reject(new TypeError('no connection'));
      if (how !== null && 'silent' in how) {
        return new Promise<Response>((_, reject) => {
          init?.signal?.addEventListener('abort', () => {
            reject(new DOMException('aborted', 'AbortError'));
          });
          controller.abort(new Error('gave up'));
        });
      }
      if (how !== null && 'status' in how) return Promise.resolve(new Response('no', { status: how.status }));
      if (how !== null && 'zeros' in how) {
        const length = how.zeros === 'endless' ? Infinity : how.zeros;
        return Promise.resolve(new Response(streamOf(length, null, Infinity)));
      }
      if (bytes === null) return Promise.resolve(new Response('no', { status: 404 }));
      const cutAt = how === null ? Infinity : Math.floor(bytes.length / 2);
      return Promise.resolve(new Response(streamOf(bytes.length, bytes, cutAt)));
    };
    let before = stored;
    if (typeof step.tampered === 'string') before = step.tampered;
    else if (before !== null && step.tampered.length > 0) {
      const json: unknown = JSON.parse(before);
      for (const [path, value] of step.tampered) {
        let at = json as object;
        for (const part of path.slice(0, -1)) at = Reflect.get(at, part) as object;
        Reflect.set(at, path.at(-1) ?? '', value);
      }
      before = JSON.stringify(json);
    }
    const anchor = { root: step.anchor, replaces: 'the anchor' };
    const loaded = await loadTrust({ anchor, stored: before });
    const isDamaged = loaded.ok && loaded.state.isDamaged;
    try {
      const update = await updateTrust({
        anchor,
        stored: before,
        repository: servedRepository(BASE, fetcher),
        now: new Date(step.now),
        signal: controller.signal,
      });
      return { update, stored: update.stored, isDamaged, asked, given };
    } catch (error) {
      if (!controller.signal.aborted || error !== controller.signal.reason) throw error;
      return { update: null, stored: before, isDamaged, asked, given };
    }
  }

  const answers: Answer[][] = [];
  for (const { steps } of attacks) {
    let stored: string | null = null;
    const answered: Answer[] = [];
    for (const step of steps) {
      const { update, isDamaged, asked, given, ...rest } = await runStep(step, stored);
      stored = rest.stored;
      const { fault = null, state = null } = update ?? {};
      const file = fault === null ? '' : 'file' in fault ? fault.file : fault.what;
      const outcome = fault === null ? 'ok' : `${fault.code} ${file}`;
      answered.push({
        outcome: update === null ? 'gave up' : outcome,
        fault,
        root: state?.root.version ?? 0,
        target: state?.refreshed?.trustedRoot ?? null,
        isDamaged,
        previous: state?.previous?.trustedRoot ?? null,
        asked,
        given,
      });
    }
    answers.push(answered);
  }
  return answers;
}
