import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

/** What Linux counts of a process (proc(5)): resident now, and the most that ever was. In bytes; 0 when it is gone. */
async function memoryOf(pid: number, field: 'VmRSS' | 'VmHWM'): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const [, kilobytes = '0'] = new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(status) ?? [];
  return Number(kilobytes) * 1024;
}

/** Bytes that processes have asked the kernel for so far, from disks and holes alike. */
export async function bytesRead(pids: readonly number[]): Promise<number> {
  const each = pids.map(async (pid) => {
    const io = await readFile(`/proc/${pid}/io`, 'utf8').catch(() => '');
    return Number(/^rchar: (\d+)$/m.exec(io)?.[1] ?? 0);
  });
  return sum(await Promise.all(each));
}

export interface MemoryWatch {
  /** Ends the watch. The highest sum that was seen, in bytes. */
  readonly stop: () => Promise<number>;
}

const EVERY_MS = 200;

/** Looks at the memory of processes, all together, until told to stop. Pages that they share count for each of them. */
export function watchMemory(pids: () => Promise<readonly number[]>, field: 'VmRSS' | 'VmHWM'): MemoryWatch {
  let stopped = false;
  let peak = 0;
  const look = async (): Promise<void> => {
    const each = (await pids()).map((pid) => memoryOf(pid, field));
    peak = Math.max(peak, sum(await Promise.all(each)));
  };
  const watching = (async () => {
    while (!stopped) {
      await look();
      await sleep(EVERY_MS);
    }
  })();
  return {
    stop: async () => {
      stopped = true;
      await watching;
      return peak;
    },
  };
}

/** For people: whole MiB. */
export const inMiB = (bytes: number): string => `${String(Math.round(bytes / 2 ** 20))} MiB`;

/** For people. */
export const inSeconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`;

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
