import { afterEach, describe, expect, it, vi } from 'vitest';
import { unlessAborted, within } from '../src/abort.js';
import { never } from './model/fake-disk.js';

/** Rejections that nobody listened to while that ran. Under Node each would end the process. */
async function forgotten(run: () => Promise<void>): Promise<number> {
  const unhandled = vi.fn();
  process.on('unhandledRejection', unhandled);
  await run();
  await new Promise((resolve) => setTimeout(resolve, 10));
  process.off('unhandledRejection', unhandled);
  return unhandled.mock.calls.length;
}

const later = (error: Error): Promise<never> =>
  new Promise((_, reject) => {
    setTimeout(() => {
      reject(error);
    }, 2);
  });

afterEach(() => vi.useRealTimers());

describe('work that may be aborted', () => {
  it.each([undefined, new AbortController().signal])('gives its result', async (signal) => {
    await expect(unlessAborted(Promise.resolve(1), signal)).resolves.toBe(1);
    await expect(unlessAborted(Promise.reject(new Error('no')), signal)).rejects.toThrow('no');
  });

  it('is not waited for after the abort', async () => {
    const controller = new AbortController();
    const waiting = unlessAborted(never(), controller.signal);
    controller.abort('enough');
    await expect(waiting).rejects.toBe('enough');
  });

  it('is not waited for when it was aborted before', async () => {
    await expect(unlessAborted(never(), AbortSignal.abort('enough'))).rejects.toBe('enough');
    await expect(unlessAborted(Promise.resolve(1), AbortSignal.abort('enough'))).rejects.toBe('enough');
  });

  it('may fail afterwards, and nobody minds', async () => {
    const before = forgotten(async () => {
      const aborted = AbortSignal.abort('enough');
      await expect(unlessAborted(later(new Error('late')), aborted)).rejects.toBe('enough');
    });
    expect(await before).toBe(0);
    const meanwhile = forgotten(async () => {
      const controller = new AbortController();
      const waiting = unlessAborted(later(new Error('late')), controller.signal);
      controller.abort('enough');
      await expect(waiting).rejects.toBe('enough');
    });
    expect(await meanwhile).toBe(0);
  });

  it('leaves no listener behind', async () => {
    const { signal } = new AbortController();
    const [added, removed] = [vi.spyOn(signal, 'addEventListener'), vi.spyOn(signal, 'removeEventListener')];
    await unlessAborted(Promise.resolve(), signal);
    await unlessAborted(Promise.reject(new Error()), signal).catch(() => undefined);
    expect(added).toHaveBeenCalledTimes(2);
    expect(removed.mock.calls.map(([, listener]) => listener)).toEqual(
      added.mock.calls.map(([, listener]) => listener),
    );
  });
});

describe('work that has to be done in time', () => {
  it('gives its result, and leaves no timer behind', async () => {
    vi.useFakeTimers();
    await expect(within(1000, Promise.resolve(1))).resolves.toBe(1);
    await expect(within(1000, Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('fails after its time, and not before', async () => {
    vi.useFakeTimers();
    const late = vi.fn();
    const waiting = within(1500, never()).catch(late);
    await vi.advanceTimersByTimeAsync(1499);
    expect(late).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    await waiting;
    expect(late).toHaveBeenCalledTimes(1);
    const error: unknown = late.mock.calls[0]?.[0];
    expect(error).toBeInstanceOf(DOMException);
    expect(error).toMatchObject({ name: 'TimeoutError', message: 'no answer within 1.5 seconds' });
  });

  it('may fail afterwards, and nobody minds', async () => {
    const count = forgotten(async () => {
      let fail = (_: Error): void => undefined;
      const work = new Promise<never>((_, reject) => {
        fail = reject;
      });
      await expect(within(1, work)).rejects.toThrow('no answer');
      fail(new Error('late'));
    });
    expect(await count).toBe(0);
  });
});
