import { readFile, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { withLock } from '../../cli/lock.js';
import { temporaryFolder } from './temporary.js';

describe('the lock', () => {
  const never = new AbortController().signal;
  const owner = (parts: object) =>
    JSON.stringify({
      token: 'x',
      pid: process.ppid,
      host: hostname(),
      since: Date.now(),
      maxMs: 600_000,
      ...parts,
    });
  const UPDATE = { what: 'update', waitMs: 0, maxMs: 600_000 };
  const HOUR_MS = 3600 * 1000;

  it.each([
    ['whose process has ended', owner({ pid: 2 ** 22 + 1 })],
    ['that is older than any update', owner({ since: Date.now() - HOUR_MS })],
    ['who was this process before it was started anew', owner({ pid: process.pid })],
    ['out of the future', owner({ since: Date.now() + HOUR_MS, host: 'elsewhere' })],
  ])('of somebody %s counts no more', async (_, text) => {
    const path = join(await temporaryFolder(), 'lock');
    await writeFile(path, text);
    expect(await withLock(path, UPDATE, never, () => Promise.resolve('done'))).toBe('done');
    await expect(stat(path)).rejects.toThrow();
  });

  it.each([
    ['on this machine', owner({})],
    ['on another machine', owner({ host: 'elsewhere', pid: 2 ** 22 + 1 })],
    ['who has not written yet', ''],
  ])('of somebody %s is waited for, and not for ever', async (_, text) => {
    const path = join(await temporaryFolder(), 'lock');
    await writeFile(path, text);
    const work = () => Promise.reject(new Error('not to be done'));
    await expect(withLock(path, UPDATE, never, work)).rejects.toThrow(
      /Another update is running .* remove /u,
    );
    expect(await readFile(path, 'utf8')).toBe(text);
    const stop = new AbortController();
    const waiting = withLock(path, { ...UPDATE, waitMs: 60_000 }, stop.signal, work);
    stop.abort(new Error('stopped'));
    await expect(waiting).rejects.toThrow('stopped');
  });

  it('that may be held for days counts while its time stamp moves', async () => {
    const path = join(await temporaryFolder(), 'lock');
    const days = { what: 'check', waitMs: 0, maxMs: null };
    const text = owner({ maxMs: null, host: 'elsewhere', since: Date.now() - 48 * HOUR_MS });
    await writeFile(path, text);
    const work = () => Promise.resolve('done');
    await expect(withLock(path, days, never, work)).rejects.toThrow(/Another check is running/u);
    const silent = new Date(Date.now() - HOUR_MS);
    await utimes(path, silent, silent);
    expect(await withLock(path, days, never, work)).toBe('done');
  });

  it('that is a link to nowhere is waited for, and not for ever', async () => {
    const path = join(await temporaryFolder(), 'lock');
    await symlink('nowhere', path);
    const work = () => Promise.reject(new Error('not to be done'));
    await expect(withLock(path, UPDATE, never, work)).rejects.toThrow(
      /Another update is running .* remove /u,
    );
  });

  it('that was taken away forbids to write, and is not taken back', async () => {
    const path = join(await temporaryFolder(), 'lock');
    const other = owner({});
    const lost = withLock(path, UPDATE, never, async (stillMine) => {
      await stillMine();
      await writeFile(path, other);
      await stillMine();
    });
    await expect(lost).rejects.toThrow('Another update took over');
    expect(await readFile(path, 'utf8')).toBe(other);
  });
});
