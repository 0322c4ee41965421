import { describe, expect, it, vi } from 'vitest';
import { each } from '../src/each.js';

const later = (ms = 5) => new Promise<void>((resolve) => setTimeout(resolve, ms));

describe('each', () => {
  it('does all, in order of their beginning, so many at once', async () => {
    const begun: number[] = [];
    let running = 0;
    let most = 0;
    await each([1, 2, 3, 4, 5], { atOnce: 2, signal: undefined }, async (item) => {
      begun.push(item);
      most = Math.max(most, (running += 1));
      await later(1);
      running -= 1;
    });
    expect(begun).toEqual([1, 2, 3, 4, 5]);
    expect(most).toBe(2);
  });

  it('has nothing to do for nothing, and does one at a time at least', async () => {
    await each([], { atOnce: 3, signal: undefined }, () => Promise.reject(new Error('asked')));
    const done = vi.fn(() => Promise.resolve());
    await each([1], { atOnce: 0, signal: undefined }, done);
    expect(done).toHaveBeenCalledOnce();
  });

  it('rejects with the first failure, begins nothing more, and tells those that run', async () => {
    const begun: number[] = [];
    const told: unknown[] = [];
    const doing = each([1, 2, 3, 4, 5, 6], { atOnce: 2, signal: undefined }, async (item, signal) => {
      begun.push(item);
      if (item === 3) throw new Error('broken');
      if (item === 2) {
        await new Promise((resolve) => {
          signal.addEventListener('abort', resolve);
        });
        told.push(signal.reason);
        throw new Error('a later one');
      }
    });
    await expect(doing).rejects.toThrow('broken');
    await later();
    expect(begun).toEqual([1, 2, 3]);
    expect(told).toEqual([new Error('broken')]);
  });

  it('rejects at once on abort, whatever still runs', async () => {
    const controller = new AbortController();
    const begun: number[] = [];
    const doing = each([1, 2, 3], { atOnce: 1, signal: controller.signal }, async (item) => {
      begun.push(item);
      await later(30);
    });
    controller.abort('enough');
    await expect(doing).rejects.toBe('enough');
    await later(60);
    expect(begun).toEqual([1]);
  });

  it('begins nothing when it is aborted already', async () => {
    const work = vi.fn(() => Promise.resolve());
    const doing = each([1], { atOnce: 1, signal: AbortSignal.abort('enough') }, work);
    await expect(doing).rejects.toBe('enough');
    expect(work).not.toHaveBeenCalled();
  });

  it('leaves no rejection behind', async () => {
    const unhandled = vi.fn();
    process.on('unhandledRejection', unhandled);
    const doing = each([1, 2], { atOnce: 2, signal: undefined }, async (item) => {
      await later(item);
      throw new Error(String(item));
    });
    await expect(doing).rejects.toThrow('1');
    await each([1], { atOnce: 1, signal: undefined }, () => Promise.resolve());
    await later(20);
    process.off('unhandledRejection', unhandled);
    expect(unhandled).not.toHaveBeenCalled();
  });
});
