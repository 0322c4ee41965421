/**
 * Each server × each way in which it goes wrong, and the code that it ends with. What only browsers see (answers that may not be
 * read across origins) is in test/browser/remote.spec.ts: Node reads them all.
 */
import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { openRemote } from '../../src/remote/open.js';
import type { RemoteModel } from '../../src/remote/remote-model.js';
import type { Part } from '../../src/remote-blob.js';
import { readRemote } from '../../src/remote-read.js';
import { noise } from '../forge/index.js';
import { KEEPERS, serve, type Served } from './served.js';
import type { Misbehaviour } from './servers/server.js';

const WEIGHTS = noise(300_000);
const FILES = { 'config.json': '{}', 'weights.bin': WEIGHTS };
type Wrong = Omit<Misbehaviour, 'path'>;

/** Patient, but for pauses; and where patience is to end, not at all. */
const PATIENT = { stall: 30_000, window: 60_000, least: 1000, waits: [1, 1], useful: 50_000 };
const IMPATIENT = { ...PATIENT, stall: 250, window: 250, waits: [1] };

const LISTING: readonly (readonly [string, Wrong, string])[] = [
  ['well', {}, 'ok'],
  ['no access', { status: 401 }, 'remote-refused'],
  ['no access, for good', { status: 403 }, 'remote-refused'],
  ['not there', { status: 404 }, 'remote-not-found'],
  ['gone', { status: 410 }, 'remote-not-found'],
  ['broken', { status: 500 }, 'remote-failed'],
  ['an answer that is none', { status: 204 }, 'remote-failed'],
  ['too many requests, once', { status: 429, headers: { 'Retry-After': '0' }, times: 1 }, 'ok'],
  ['too many requests, always', { status: 429, headers: { 'Retry-After': '0' } }, 'remote-failed'],
  ['not now, but in an hour', { status: 503, headers: { 'Retry-After': '3600' } }, 'remote-failed'],
  ['slow', { delayMs: 50 }, 'ok'],
  ['silent', { silent: true }, 'remote-too-slow'],
  ['without an end', { dripAfter: 10 }, 'remote-too-slow'],
  ['cut off', { cutAfter: 20 }, 'remote-unreachable'],
  ['truncated', { shorterBy: 5 }, 'remote-listing-malformed'],
  ['a page for people', { body: '<!doctype html><p>Log in' }, 'remote-listing-malformed'],
  ['another format', { body: '{"a":1}' }, 'remote-listing-malformed'],
  ['nested without an end', { body: '['.repeat(1000) }, 'remote-listing-malformed'],
  ['two keys alike', { body: '{"sha":1,"sha":2}' }, 'remote-listing-malformed'],
  ['larger than any', { shorterBy: -130 * 2 ** 20 }, 'remote-listing-too-large'],
  ['redirects in a circle', { redirectLoop: true }, 'remote-unreachable'],
  ['no length', { noLength: true }, 'ok'],
  ['no CORS headers, which Node does not ask for', { noCors: true }, 'ok'],
];

/** A manifest goes by its digest, which is the first thing that is seen to be wrong. */
const OF_A_REGISTRY: Readonly<Record<string, string>> = {
  truncated: 'remote-digest-differs',
  'a page for people': 'remote-digest-differs',
  'another format': 'remote-digest-differs',
  'nested without an end': 'remote-digest-differs',
  'two keys alike': 'remote-digest-differs',
};

const FILE: readonly (readonly [name: string, wrong: Wrong, expected: string, part?: Part])[] = [
  ['well', {}, 'right'],
  ['a part', {}, 'right', { start: 1000, end: 200_000 }],
  ['cut off, each time further on', { cutAfter: 100_000 }, 'right'],
  ['cut off once, in a part', { cutAfter: 10, times: 1 }, 'right', { start: 1000, end: 200_000 }],
  ['cut off at its start, always', { cutAfter: 0 }, 'cut-off'],
  ['no access', { status: 401 }, 'refused'],
  ['no access, for good', { status: 403 }, 'refused'],
  ['not there', { status: 404 }, 'not-found'],
  ['gone', { status: 410 }, 'not-found'],
  ['broken, always', { status: 500 }, 'failed'],
  ['broken, once', { status: 503, times: 1 }, 'right'],
  ['too many requests, once', { status: 429, headers: { 'Retry-After': '0' }, times: 1 }, 'right'],
  ['too many requests, always', { status: 429, headers: { 'Retry-After': '0' } }, 'failed'],
  ['slow to begin', { delayMs: 50 }, 'right'],
  ['silent', { silent: true }, 'too-slow'],
  ['without an end', { dripAfter: 500 }, 'too-slow'],
  ['shorter than listed', { shorterBy: 10 }, 'too-short'],
  ['shorter than listed, and no length', { shorterBy: 10, noLength: true }, 'too-short'],
  ['longer than listed', { shorterBy: -10 }, 'too-long'],
  ['other bytes', { otherBytes: true }, 'other bytes'],
  ['no length', { noLength: true }, 'right'],
  ['range ignored', { ignoresRange: true }, 'right', { start: 1000, end: 200_000 }],
  ['range ignored, and cut off once', { ignoresRange: true, cutAfter: 150_000, times: 1 }, 'right'],
  ['another range', { wrongRange: true }, 'wrong-part', { start: 1000, end: 200_000 }],
  ['redirects in a circle', { redirectLoop: true }, 'unreachable'],
];

describe.each(KEEPERS)('%s', (keeper) => {
  let served: Served;
  let model: RemoteModel;
  beforeAll(async () => {
    served = await serve(keeper, FILES);
    const answer = await open();
    if (!answer.ok) throw new Error(JSON.stringify(answer));
    model = answer.value;
  });
  afterEach(() => {
    served.script.length = 0;
  });
  afterAll(() => served[Symbol.asyncDispose]());

  const open = () => openRemote(served.address, { fetcher: fetch, endpoint: served.endpoint });

  describe('its listing', () => {
    test.each(LISTING)('%s', async (name, wrong, expected) => {
      const codes: string[] = [];
      for (const path of new Set([served.first, served.listing])) {
        served.script.length = 0;
        served.script.push({ ...wrong, path });
        const answer = await (expected === 'remote-too-slow' ? hurried(open) : open());
        codes.push(answer.ok ? 'ok' : answer.reasons[0].code);
      }
      const own = keeper === 'oci' ? OF_A_REGISTRY[name] : undefined;
      expect(new Set(codes)).toEqual(new Set([own ?? expected]));
    });

    test('cancelled while it is silent', async () => {
      served.script.push({ path: served.first, silent: true });
      const own = new AbortController();
      const opened = openRemote(served.address, {
        fetcher: fetch,
        endpoint: served.endpoint,
        signal: own.signal,
      });
      own.abort(new Error('enough'));
      await expect(opened).rejects.toThrow('enough');
    });

    test('nobody there', async () => {
      const address = served.address.replace(/:\d+\//, ':9/');
      const answer = await openRemote(address, { fetcher: fetch, endpoint: 'http://127.0.0.1:9' });
      expect(answer).toMatchObject({ reasons: [{ code: 'remote-unreachable', host: '127.0.0.1:9' }] });
    });
  });

  describe('a file', () => {
    const read = async (part: Part, patience = PATIENT) => {
      const source = model.files.find(({ path }) => path === 'weights.bin')?.source;
      if (source === undefined) throw new Error('no such file');
      const hash = createHash('sha256');
      const onSlice = (bytes: Uint8Array) => void hash.update(bytes);
      const failure = await readRemote(source, part, { fetcher: fetch, onSlice, patience });
      if (failure !== null) return failure.problem;
      const expected = createHash('sha256').update(WEIGHTS.subarray(part.start, part.end)).digest('hex');
      return hash.digest('hex') === expected ? 'right' : 'other bytes';
    };

    test.each(FILE.map(([name, ...rest]) => ({ name, rest })))('$name', async ({ rest }) => {
      const [wrong, expected, part = { start: 0, end: WEIGHTS.length }] = rest;
      served.script.push({ ...wrong, path: served.bytesOf('weights.bin') });
      expect(await read(part, expected === 'too-slow' ? IMPATIENT : PATIENT)).toBe(expected);
    });

    test('who sends on to the bytes goes wrong', async () => {
      if (!served.redirects) return;
      const path = served.bytesOf('weights.bin');
      const results: string[] = [];
      for (const wrong of [{ status: 404 }, { redirectLoop: true }, { expired: true }] as const) {
        served.script.length = 0;
        served.script.push({ ...wrong, path, at: 'redirect' });
        results.push(await read({ start: 0, end: WEIGHTS.length }));
      }
      expect(results).toEqual(['not-found', 'unreachable', 'refused']);
    });
  });
});

/** On a clock that runs ahead: half a minute is long. */
async function hurried<T>(work: () => Promise<T>): Promise<T> {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    let isDone = false;
    const result = work().finally(() => {
      isDone = true;
    });
    while (!isDone) {
      await new Promise((resolve) => setImmediate(resolve));
      // What is under way has its time: nothing here takes long, but for what is slow on purpose.
      for (let i = 0; i < 20; i++) await new Promise((resolve) => setImmediate(resolve));
      await vi.advanceTimersByTimeAsync(1000);
    }
    return await result;
  } finally {
    vi.useRealTimers();
  }
}
