import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { HashOutcome } from '../../src/hash/hasher.js';
import { createWorkerPool } from '../../src/hash/pool.js';
import { FakeWorker, UNSENDABLE } from './fake-worker.js';

const job = { blob: new Blob(['abc']), algorithm: 'sha256' } as const;
const large = { blob: new Blob([new Uint8Array(2 ** 21)]), algorithm: 'sha256' } as const;
const outcome: HashOutcome = { ok: true, digest: '00' };

/** The workers of the pool that was made last. */
function workers(count: number): FakeWorker[] {
  expect(FakeWorker.all).toHaveLength(count);
  return FakeWorker.all;
}

/** Jobs are handed out when all that is asked for in one go is known. */
async function assigned(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve));
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
    one?.say({ type: 'ready', readiness: { slow: false } });
    await Promise.resolve();
    expect(ready).not.toHaveBeenCalled();
    two?.say({ type: 'ready', readiness: { slow: false } });
    await becoming;
    await pool.ready();
    workers(2);
  });

  it('is not ready when a worker cannot be loaded, nor the one in its place', async () => {
    const becoming = createWorkerPool({ size: 2 }).ready();
    const [one, two] = workers(2);
    two?.say({ type: 'ready', readiness: { slow: false } });
    one?.break();
    workers(3)[2]?.break();
    await expect(becoming).rejects.toThrow('could not be loaded');
  });

  it('is ready when the one in the place of a broken worker is', async () => {
    const becoming = createWorkerPool({ size: 1 }).ready();
    workers(1)[0]?.break();
    workers(2)[1]?.say({ type: 'ready', readiness: { slow: false } });
    await becoming;
  });

  it('spreads large files, and holds back what finds no room', async () => {
    const pool = createWorkerPool({ size: 2 });
    const hashing = Array.from({ length: 10 }, () => pool.hash(large, {}));
    await assigned();
    const [one, two] = workers(2);
    expect([one?.jobs, two?.jobs]).toEqual([
      [1, 3, 5, 7],
      [2, 4, 6, 8],
    ]);
    two?.done(6, { ok: true, digest: '06' }, 3);
    await expect(hashing[5]).resolves.toEqual({ ok: true, digest: '06' });
    await assigned();
    expect(two?.jobs).toEqual([2, 4, 6, 8, 9]);
    one?.done(1, outcome, 0);
    await hashing[0];
    await assigned();
    expect(one?.jobs).toEqual([1, 3, 5, 7, 10]);
  });

  it('hands out small files in batches, to all workers, and empty ones and ranges by themselves', async () => {
    const pool = createWorkerPool({ size: 2 });
    const hashing = Array.from({ length: 140 }, () => pool.hash(job, {}));
    hashing.push(pool.hash({ ...job, blob: new Blob([]) }, {}));
    hashing.push(pool.hash({ ...job, range: { start: 0, end: 1 } }, {}));
    await assigned();
    const [one, two] = workers(2);
    expect(one?.units.map(({ length }) => length)).toEqual([128, 1]);
    expect(two?.units.map(({ length }) => length)).toEqual([12, 1]);
    one?.say({
      type: 'done',
      results: Array.from({ length: 128 }, (_unused, i) => ({ id: i + 1, outcome, bytes: 3 })),
    });
    expect(await Promise.all(hashing.slice(0, 128))).toHaveLength(128);
  });

  it('looks again at many files at once, apart from those that are hashed', async () => {
    const pool = createWorkerPool({ size: 1 });
    const hashing = pool.hash(job, {});
    const probing = Array.from({ length: 70 }, async () => pool.probe?.(job.blob, {}));
    await assigned();
    const [worker] = workers(1);
    expect(worker?.units).toEqual([[1]]);
    expect(worker?.probes.map(({ length }) => length)).toEqual([64, 6]);
    const failure = { kind: 'changed', detail: 'it is shorter' } as const;
    for (let id = 2; id <= 70; id += 1)
      worker?.say({ type: 'probed', id, failure: id === 5 ? failure : null });
    worker?.say({ type: 'failed', id: 71, detail: 'no memory' });
    worker?.done(1, outcome, 3);
    const found = await Promise.allSettled(probing);
    expect(found[3]).toEqual({ status: 'fulfilled', value: failure });
    expect(found[4]).toEqual({ status: 'fulfilled', value: null });
    expect(found.filter(({ status }) => status === 'rejected')).toHaveLength(1);
    await expect(hashing).resolves.toEqual(outcome);
  });

  it('makes room at once when looking again is given up', async () => {
    const pool = createWorkerPool({ size: 1 });
    const controller = new AbortController();
    const probing = Array.from({ length: 256 }, async () =>
      pool.probe?.(job.blob, { signal: controller.signal }),
    );
    await assigned();
    const [worker] = workers(1);
    expect(worker?.probes).toHaveLength(4);
    controller.abort('enough');
    const found = await Promise.allSettled(probing);
    expect(found.every(({ status }) => status === 'rejected')).toBe(true);
    void pool.hash(job, {});
    await assigned();
    expect(worker?.jobs).toHaveLength(1);
  });

  it('passes on every byte of progress', async () => {
    const pool = createWorkerPool({ size: 1 });
    const onBytes = vi.fn();
    const hashing = pool.hash(job, { onBytes });
    await assigned();
    const [worker] = workers(1);
    worker?.say({ type: 'progress', id: 1, bytes: 10 });
    worker?.done(1, outcome, 5);
    await hashing;
    expect(onBytes.mock.calls).toEqual([[10], [5]]);
  });

  it('rejects at once on abort, tells the worker, and takes no late answer for another job', async () => {
    const pool = createWorkerPool({ size: 1 });
    const controller = new AbortController();
    const onBytes = vi.fn();
    const hashing = pool.hash(job, { signal: controller.signal, onBytes });
    await assigned();
    const [worker] = workers(1);
    controller.abort('enough');
    await expect(hashing).rejects.toBe('enough');
    expect(worker?.got.at(-1)).toEqual({ type: 'abort', id: 1 });
    const next = pool.hash(job, { onBytes });
    await assigned();
    worker?.say({ type: 'progress', id: 1, bytes: 3 });
    worker?.done(1, { ok: true, digest: 'stale' }, 3);
    expect(onBytes).not.toHaveBeenCalled();
    worker?.done(2, outcome, 0);
    await expect(next).resolves.toEqual(outcome);
  });

  it('starts nothing for a signal that is aborted already', async () => {
    const pool = createWorkerPool({ size: 1 });
    await expect(pool.hash(job, { signal: AbortSignal.abort('enough') })).rejects.toBe('enough');
    workers(0);
  });

  it('never starts a waiting job that was aborted', async () => {
    const pool = createWorkerPool({ size: 1 });
    const running = Array.from({ length: 4 }, () => pool.hash(large, {}));
    const controller = new AbortController();
    const waiting = pool.hash(large, { signal: controller.signal });
    await assigned();
    controller.abort('enough');
    await expect(waiting).rejects.toBe('enough');
    const [worker] = workers(1);
    for (const id of [1, 2, 3, 4]) worker?.done(id, outcome, 0);
    await Promise.all(running);
    await assigned();
    expect(worker?.jobs).toEqual([1, 2, 3, 4]);
  });
});

describe('a worker that breaks', () => {
  it('is replaced once, and what it had is done again, told once and each by itself', async () => {
    const pool = createWorkerPool({ size: 1 });
    const onBytes = vi.fn();
    const hashing = [large, job, job].map((one) => pool.hash(one, { onBytes }));
    await assigned();
    const [one] = workers(1);
    expect(one?.units).toEqual([[1], [2, 3]]);
    one?.say({ type: 'progress', id: 1, bytes: 10 });
    one?.break('out of memory');
    expect(one?.terminated).toBe(true);
    await assigned();
    const [, two] = workers(2);
    expect(two?.units).toEqual([[1], [2], [3]]);
    two?.say({ type: 'progress', id: 1, bytes: 4 });
    two?.say({ type: 'progress', id: 1, bytes: 4 });
    expect(onBytes.mock.calls).toEqual([[10]]);
    two?.done(1, outcome, 4);
    for (const id of [2, 3]) two?.done(id, outcome, 0);
    expect(await Promise.all(hashing)).toEqual([outcome, outcome, outcome]);
    expect(onBytes.mock.calls).toEqual([[10], [2]]);
  });

  it('the second time, fails its own jobs, and leaves the others and what waits to the rest', async () => {
    const pool = createWorkerPool({ size: 2 });
    const hashing = Array.from({ length: 9 }, () => pool.hash(large, {}));
    const settled = Promise.allSettled(hashing);
    await assigned();
    const [one, two] = workers(2);
    one?.break('out of memory');
    await assigned();
    const three = workers(3)[2];
    expect(three?.jobs).toEqual([1, 3, 5, 7]);
    three?.break('out of memory');
    await expect(hashing[0]).rejects.toThrow('a hashing worker broke: out of memory');
    for (const id of [2, 4, 6, 8]) two?.done(id, outcome, 0);
    await hashing[7];
    await assigned();
    two?.done(9, outcome, 0);
    const failed = (await settled).map(({ status }) => status === 'rejected');
    expect(failed).toEqual([true, false, true, false, true, false, true, false, false]);
  });

  it('fails what waits too when it was the last one, and the next job starts anew', async () => {
    const pool = createWorkerPool({ size: 1 });
    const hashing = Array.from({ length: 6 }, () => pool.hash(large, {}));
    workers(1)[0]?.dispatchEvent(new Event('messageerror'));
    workers(2)[1]?.dispatchEvent(new Event('messageerror'));
    for (const { status } of await Promise.allSettled(hashing)) expect(status).toBe('rejected');
    const again = pool.hash(job, {});
    await assigned();
    const fresh = workers(3)[2];
    fresh?.done(7, outcome, 0);
    await expect(again).resolves.toEqual(outcome);
  });

  it('fails the one job that it reports as failed', async () => {
    const pool = createWorkerPool({ size: 1 });
    const hashing = pool.hash(job, {});
    await assigned();
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
    await assigned();
    workers(1)[0]?.done(1, outcome, 3);
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
