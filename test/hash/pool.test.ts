import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { HashOutcome } from '../../src/hash/hasher.js';
import { createWorkerPool } from '../../src/hash/pool.js';
import { FakeWorker, UNSENDABLE } from './fake-worker.js';

const job = { blob: new Blob(['abc']), algorithm: 'sha256' } as const;
const outcome: HashOutcome = { ok: true, digest: '00' };

/** The workers of the pool that was made last. */
function workers(count: number): FakeWorker[] {
  expect(FakeWorker.all).toHaveLength(count);
  return FakeWorker.all;
}

beforeEach(() => {
  FakeWorker.all.length = 0;
  vi.stubGlobal('Worker', FakeWorker);
});

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('the worker pool', () => {
  it('is ready when every worker is', async () => {
    const pool = createWorkerPool({ size: 2 });
    const ready = vi.fn();
    const becoming = pool.ready().then(ready);
    const [one, two] = workers(2);
    expect(one?.url).toMatch(/\/src\/hash\/worker\.js$/u);
    one?.say({ type: 'ready' });
    await Promise.resolve();
    expect(ready).not.toHaveBeenCalled();
    two?.say({ type: 'ready' });
    await becoming;
    await pool.ready();
    workers(2);
  });

  it('is not ready when a worker cannot be loaded', async () => {
    const becoming = createWorkerPool({ size: 2 }).ready();
    const [one, two] = workers(2);
    two?.say({ type: 'ready' });
    one?.break();
    await expect(becoming).rejects.toThrow('could not be loaded');
  });

  it('spreads jobs, holds back what is beyond its concurrency, and gives each its own outcome', async () => {
    const pool = createWorkerPool({ size: 2 });
    expect(pool.concurrency).toBe(4);
    const hashing = [1, 2, 3, 4, 5, 6].map(() => pool.hash(job, {}));
    const [one, two] = workers(2);
    expect([one?.jobs, two?.jobs]).toEqual([
      [1, 3],
      [2, 4],
    ]);
    two?.say({ type: 'done', id: 4, outcome: { ok: true, digest: '04' }, bytes: 3 });
    await expect(hashing[3]).resolves.toEqual({ ok: true, digest: '04' });
    expect([one?.jobs, two?.jobs]).toEqual([
      [1, 3],
      [2, 4, 5],
    ]);
    for (const id of [2, 5])
      two?.say({ type: 'done', id, outcome: { ok: true, digest: `0${String(id)}` }, bytes: 3 });
    await expect(hashing[4]).resolves.toEqual({ ok: true, digest: '05' });
    expect(two?.jobs).toEqual([2, 4, 5, 6]);
  });

  it('passes on every byte of progress', async () => {
    const pool = createWorkerPool({ size: 1 });
    const onBytes = vi.fn();
    const hashing = pool.hash(job, { onBytes });
    const [worker] = workers(1);
    worker?.say({ type: 'progress', id: 1, bytes: 10 });
    worker?.say({ type: 'done', id: 1, outcome, bytes: 5 });
    await hashing;
    expect(onBytes.mock.calls).toEqual([[10], [5]]);
  });

  it('rejects at once on abort, tells the worker, and takes no late answer for another job', async () => {
    const pool = createWorkerPool({ size: 1 });
    const controller = new AbortController();
    const onBytes = vi.fn();
    const hashing = pool.hash(job, { signal: controller.signal, onBytes });
    const [worker] = workers(1);
    controller.abort('enough');
    await expect(hashing).rejects.toBe('enough');
    expect(worker?.got.at(-1)).toEqual({ type: 'abort', id: 1 });
    const next = pool.hash(job, { onBytes });
    worker?.say({ type: 'progress', id: 1, bytes: 3 });
    worker?.say({ type: 'done', id: 1, outcome: { ok: true, digest: 'stale' }, bytes: 3 });
    expect(onBytes).not.toHaveBeenCalled();
    worker?.say({ type: 'done', id: 2, outcome, bytes: 0 });
    await expect(next).resolves.toEqual(outcome);
  });

  it('starts nothing for a signal that is aborted already', async () => {
    const pool = createWorkerPool({ size: 1 });
    await expect(pool.hash(job, { signal: AbortSignal.abort('enough') })).rejects.toBe('enough');
    workers(0);
  });

  it('never starts a waiting job that was aborted', async () => {
    const pool = createWorkerPool({ size: 1 });
    const running = [pool.hash(job, {}), pool.hash(job, {})];
    const controller = new AbortController();
    const waiting = pool.hash(job, { signal: controller.signal });
    controller.abort('enough');
    await expect(waiting).rejects.toBe('enough');
    const [worker] = workers(1);
    for (const id of [1, 2]) worker?.say({ type: 'done', id, outcome, bytes: 0 });
    await Promise.all(running);
    expect(worker?.got.map(({ id }) => id)).toEqual([1, 2]);
  });
});

describe('a worker that breaks', () => {
  it('fails its own jobs, and leaves the others and what waits to the rest', async () => {
    const pool = createWorkerPool({ size: 2 });
    const hashing = [1, 2, 3, 4, 5].map(() => pool.hash(job, {}));
    const settled = Promise.allSettled(hashing);
    const [one, two] = workers(2);
    one?.break('out of memory');
    await expect(hashing[0]).rejects.toThrow('a hashing worker broke: out of memory');
    await expect(hashing[2]).rejects.toThrow('a hashing worker broke: out of memory');
    expect(one?.terminated).toBe(true);
    for (const id of [2, 4]) two?.say({ type: 'done', id, outcome, bytes: 0 });
    await hashing[3];
    expect(two?.jobs).toEqual([2, 4, 5]);
    two?.say({ type: 'done', id: 5, outcome, bytes: 0 });
    expect((await settled).map(({ status }) => status)).toEqual([
      'rejected',
      'fulfilled',
      'rejected',
      'fulfilled',
      'fulfilled',
    ]);
  });

  it('fails what waits too when it was the last one, and the next job starts anew', async () => {
    const pool = createWorkerPool({ size: 1 });
    const hashing = [1, 2, 3].map(() => pool.hash(job, {}));
    workers(1)[0]?.dispatchEvent(new Event('messageerror'));
    for (const { status } of await Promise.allSettled(hashing)) expect(status).toBe('rejected');
    const again = pool.hash(job, {});
    const [, fresh] = workers(2);
    fresh?.say({ type: 'done', id: 4, outcome, bytes: 0 });
    await expect(again).resolves.toEqual(outcome);
  });

  it('fails the one job that it reports as failed', async () => {
    const pool = createWorkerPool({ size: 1 });
    const hashing = pool.hash(job, {});
    workers(1)[0]?.say({ type: 'failed', id: 1, detail: 'RangeError: no memory' });
    await expect(hashing).rejects.toThrow('RangeError: no memory');
    expect(workers(1)[0]?.terminated).toBe(false);
  });

  it('fails a job that cannot be sent', async () => {
    const pool = createWorkerPool({ size: 1 });
    const range = { start: UNSENDABLE, end: UNSENDABLE };
    await expect(pool.hash({ ...job, range }, {})).rejects.toThrow('cannot be cloned');
  });

  it('brings a mistake of the caller’s own back to the caller', async () => {
    const pool = createWorkerPool({ size: 1 });
    const onBytes = (): never => {
      throw new Error('mine');
    };
    const hashing = pool.hash(job, { onBytes });
    workers(1)[0]?.say({ type: 'done', id: 1, outcome, bytes: 3 });
    await expect(hashing).rejects.toThrow('mine');
  });

  it('is not started again after dispose', async () => {
    const pool = createWorkerPool({ size: 1 });
    const hashing = pool.hash(job, {});
    pool.dispose();
    await expect(hashing).rejects.toThrow('were ended');
    await expect(pool.hash(job, {})).rejects.toThrow('were ended');
    await expect(pool.ready()).rejects.toThrow('were ended');
    expect(workers(1)[0]?.terminated).toBe(true);
  });
});
