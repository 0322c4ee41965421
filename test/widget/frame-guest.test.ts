import { describe, expect, it } from 'vitest';
import { FrameGuest, refusalOf, verdictFor } from '../../web/widget/frame-guest.js';
import type { Report } from '../../src/index.js';

const options = {
  modelName: null,
  claimed: null,
  files: null,
  language: 'en',
  theme: 'auto',
  density: 'card',
  page: null,
};
const start = (run: number) => ({ kind: 'start', run, options, begin: 'now' });

/** A frame's side, and what it says; `settled` when all that was sent before has been heard. */
function frame() {
  const { port1, port2 } = new MessageChannel();
  const said: unknown[] = [];
  const seen: string[] = [];
  port1.onmessage = ({ data }: MessageEvent<unknown>) => said.push(data);
  const guest = new FrameGuest(port2, {
    start: ({ run }) => seen.push(`start ${run}`),
    update: () => seen.push('update'),
    unread: () => seen.push('unread'),
    flooded: () => seen.push('flooded'),
  });
  const settled = () => new Promise((resolve) => setTimeout(resolve, 20));
  const end = () => {
    port1.close();
    port2.close();
  };
  return { guest, said, seen, settled, end, send: (message: unknown) => port1.postMessage(message) };
}

describe('the frame', () => {
  it('counts starts upwards, and takes only the signature that it asked for', async () => {
    const { guest, said, seen, settled, send, end } = frame();
    send({ kind: 'options', options });
    for (const run of [1, 1, 3, 2]) send(start(run));
    send({ kind: 'options', options });
    await settled();
    expect(seen).toEqual(['start 1', 'start 3', 'update']);

    const { signal } = new AbortController();
    const [first, second] = [guest.bundle(3, signal), guest.bundle(3, signal)];
    await expect(guest.bundle(1, signal)).rejects.toThrow('another one');
    send({ kind: 'bundle', run: 1, bundle: 'of an earlier one' });
    send({ kind: 'bundle', run: 3, bundle: 'asked for' });
    expect(await Promise.all([first, second])).toEqual(['asked for', 'asked for']);
    const failing = guest.bundle(3, signal);
    send({ kind: 'bundle-failed', run: 3, code: 'bundle-slow' });
    await expect(failing).rejects.toMatchObject({ code: 'bundle-slow' });
    const left = new AbortController();
    const leaving = guest.bundle(3, left.signal);
    left.abort();
    await expect(leaving).rejects.toThrow();
    await settled();
    expect(said).toEqual(Array.from({ length: 4 }, () => ({ kind: 'need-bundle', run: 3 })));
    end();
  });

  it('answers what is none of its messages, and hears a flood no longer', async () => {
    const { said, seen, settled, send, end } = frame();
    send({ kind: 'verdict', run: 1, depth: 'local', code: 'verified' });
    await settled();
    expect(said).toEqual([{ kind: 'malformed', problem: expect.stringContaining('kind') as string }]);
    // Nothing that could be shown has come yet, and the visitor is told.
    expect(seen).toEqual(['unread']);
    send(start(1));
    for (let i = 0; i < 500; i++) send({ kind: 'flood' });
    send(start(2));
    await settled();
    expect(seen).toEqual(['unread', 'start 1', 'flooded']);
    expect(said.length).toBeLessThan(110);
    expect(said.at(-1)).toEqual({ kind: 'refused', code: 'flood' });
    end();
  });

  it('says nothing of an earlier run, no progress of own files, and no more than a code of a fault', async () => {
    const { guest, said, settled, send, end } = frame();
    send(start(2));
    await settled();
    const progress = {
      phase: 'hashing',
      filesDone: 0,
      filesTotal: 1,
      bytesDone: 0,
      bytesTotal: 1,
      bytesPerSecond: 0,
      secondsLeft: null,
      current: [],
    } as const;
    guest.tell(1, { kind: 'error', code: 'bundle-missing', message: 'old' });
    guest.tell(2, { kind: 'progress', depth: 'local', progress });
    guest.tell(2, { kind: 'progress', depth: 'signature', progress });
    guest.tell(2, { kind: 'error', code: 'check-failed', message: 'secret.bin' });
    await settled();
    expect(said).toEqual([
      { kind: 'progress', run: 2, progress },
      { kind: 'error', run: 2, code: 'check-failed' },
    ]);
    end();
  });
});

describe('who may ask', () => {
  const own = 'https://touchstone.example';
  it.each([
    ['nobody is named', 'https://hub.example', [], 'host-not-allowed'],
    ['another one is', 'https://hub.example', ['https://hub.example.evil.example'], 'host-not-allowed'],
    ['another port', 'https://hub.example:444', ['https://hub.example'], 'host-not-allowed'],
    ['who is named', 'https://hub.example', ['https://hub.example'], null],
    ['anybody', 'https://hub.example', '*', null],
    ['of no origin', 'null', ['https://hub.example'], 'host-not-allowed'],
    ['the same origin, even if named', own, [own], 'same-origin'],
    ['the same origin, even if anybody', own, '*', 'same-origin'],
  ] as const)('%s', (_, origin, hosts, refusal) => {
    expect(refusalOf({ origin, version: 1 }, own, hosts)).toBe(refusal);
  });

  it('in another version, nobody', () => {
    expect(refusalOf({ origin: 'https://hub.example', version: 2 }, own, '*')).toBe('version');
  });
});

describe('of a report, the page learns', () => {
  const report = (trust: object) =>
    ({
      verdict: { code: 'partial' },
      trust: { pins: [], method: 'inspect', basis: { kind: 'person' }, ...trust },
    }) as unknown as Report;
  it.each([
    ['all of a signature alone', 'signature', {}, true],
    ['all where the page itself said whom to expect', 'signature', { basis: { kind: 'host' } }, true],
    ['the code of own files', 'local', {}, false],
    ['the code where somebody was remembered', 'signature', { pins: [{}] }, false],
    ['the code where what was remembered decided', 'signature', { basis: { kind: 'pin' } }, false],
    ['the code where the visitor said whom to expect', 'signature', { method: 'key' }, false],
  ] as const)('%s', (_, depth, trust, whole) => {
    const given = report(trust);
    expect(verdictFor(1, depth, given)).toEqual({
      kind: 'verdict',
      run: 1,
      depth,
      code: 'partial',
      report: whole ? given : null,
    });
  });
});
