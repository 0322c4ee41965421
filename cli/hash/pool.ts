import type { HashOutcome } from '../../src/index.js';
import type { EngineName } from './digest.js';
import type { FileJob, FileOptions } from './file.js';
import { type End, finish, isSmall, type Job, nextUnit, sizeOf, tellBytes } from './job.js';
import { type Member, ownMember, threadMember } from './member.js';
import type { Reply } from './protocol.js';
import { watch } from './watch.js';

/** What opening a file costs, in bytes that could be hashed meanwhile. */
const FILE_BYTES = 128 * 1024;

/**
 * How much one is given at once. Of small files, a second batch waits there while the first is hashed. A large one that
 * waited there could not go to who is idle meanwhile; but the browser's kernels hash four side by side.
 */
const ROOM = {
  native: { of: 2, large: 2, batch: 1 },
  wasm: { of: 4, large: 1, batch: 2 },
} as const;

export interface PoolOptions {
  readonly engine: EngineName;
  /** How many hash at once. */
  readonly size: number;
  /** thread.ts as built. */
  readonly script: URL;
  /** Until so many bytes were asked for, everything stays on this thread: until others have started, it would be done. */
  readonly threadsFrom: number;
  /** This thread hashes nothing. */
  readonly threadsOnly: boolean;
}

export interface Pool {
  /** As `Hasher.hash` does. */
  readonly hash: (job: FileJob, options: Omit<FileOptions, 'pause'>) => Promise<HashOutcome>;
  /** Starts threads ahead, when files of so many bytes in all are to be expected. */
  readonly expect: (bytes: number) => void;
  /** Ends the threads for good; unfinished jobs reject. */
  readonly close: () => void;
}

/** What is given in one message. */
interface Unit {
  readonly room: number;
  /** It is large, and a core is idle: that one may read what comes next. */
  readonly ahead: boolean;
  unended: number;
}

interface Place {
  readonly member: Member;
  /** By id, those that did not end. */
  readonly jobs: Map<number, { readonly job: Job; readonly unit: Unit }>;
  room: number;
}

/**
 * Hashes on this thread, and in others as soon as there is more to do than for one. The first thread that breaks is replaced,
 * and what it had to do is done again. When another one breaks, its jobs reject and the others go on. Idle threads do not
 * keep the process alive.
 */
export function createPool({ engine, size, script, threadsFrom, threadsOnly }: PoolOptions): Pool {
  const room = ROOM[engine];
  const own = placeOf(ownMember(engine, (reply) => receive(own, reply)));
  const places = new Set<Place>(threadsOnly ? [] : [own]);
  const waiting = new Map<number, Job>();
  let lastId = 0;
  let unended = 0;
  /** Bytes and files, since nothing was left to do for the last time. */
  let asked = 0;
  const expected = { files: 0, bytes: 0 };
  let replaced = false;
  let closed: Error | null = null;
  let assigning = false;

  function placeOf(member: Member): Place {
    return { member, jobs: new Map(), room: room.of };
  }

  function startThread(): Place {
    const member = threadMember(
      engine,
      script,
      (reply) => {
        receive(place, reply);
      },
      (detail) => {
        broke(place, new Error(`a hashing thread broke: ${detail}`));
      },
    );
    const place = placeOf(member);
    places.add(place);
    return place;
  }

  function receive(place: Place, reply: Reply): void {
    switch (reply.type) {
      case 'progress':
        tellBytes(place.jobs.get(reply.id)?.job, reply.bytes);
        break;
      case 'done':
        for (const result of reply.results) finish(place.jobs.get(result.id)?.job, result);
        break;
      default:
        reply satisfies never;
    }
  }

  function broke(place: Place, error: Error): void {
    if (!places.delete(place)) return;
    place.member.end();
    const jobs = [...place.jobs.values()].map(({ job }) => job);
    if (replaced) {
      for (const { end } of jobs) end({ error });
      return;
    }
    replaced = true;
    const rest = [...waiting.values()];
    waiting.clear();
    for (const job of jobs) {
      job.hashed = 0;
      job.retried = true;
    }
    for (const job of [...jobs, ...rest]) waiting.set(job.id, job);
    assignSoon();
  }

  /** When all that is asked for in one go is known. */
  function assignSoon(): void {
    if (assigning) return;
    assigning = true;
    queueMicrotask(() => {
      assigning = false;
      assign();
    });
  }

  /** Hands out what waits, oldest first, as long as somebody has room. */
  function assign(): void {
    for (let jobs = nextUnit(waiting.values()); jobs.length > 0; jobs = nextUnit(waiting.values())) {
      const unit = unitOf(jobs);
      const place = placeFor(unit);
      if (place === null) return;
      place.room -= unit.room;
      for (const job of jobs) {
        waiting.delete(job.id);
        place.jobs.set(job.id, { job, unit });
      }
      place.member.keepAlive(true);
      const numbered = jobs.map(({ id, job }) => ({ id, job }));
      place.member.tell({ type: 'hash', jobs: numbered, ahead: unit.ahead });
    }
  }

  function unitOf(jobs: readonly Job[]): Unit {
    const isLarge = !jobs.every(isSmall);
    return {
      room: isLarge ? room.large : room.batch,
      ahead: isLarge && unended < size,
      unended: jobs.length,
    };
  }

  /** Somebody idle, if need be a new thread, while less than `size` are busy; else who has the most room, if enough. */
  function placeFor(unit: Unit): Place | null {
    const hasRoom = (place: Place | undefined) =>
      place !== undefined && place.room >= unit.room ? place : null;
    if (!threadsOnly && asked <= threadsFrom) return hasRoom(own);
    const busy = [...places].filter(({ jobs }) => jobs.size > 0);
    if (busy.length < size) return [...places].find(({ jobs }) => jobs.size === 0) ?? startThread();
    return hasRoom(busy.toSorted((a, b) => b.room - a.room)[0]);
  }

  function begin({ id, job, end, onBytes }: Pick<Job, 'id' | 'job' | 'end' | 'onBytes'>): void {
    if (unended === 0) asked = 0;
    unended += 1;
    asked += sizeOf(job) + FILE_BYTES;
    waiting.set(id, { id, job, end, onBytes, told: 0, hashed: 0, retried: false });
    assignSoon();
  }

  function forget(id: number): void {
    unended -= 1;
    waiting.delete(id);
    for (const place of places) {
      const unit = place.jobs.get(id)?.unit;
      if (unit === undefined) continue;
      place.jobs.delete(id);
      unit.unended -= 1;
      if (unit.unended === 0) place.room += unit.room;
      if (place.jobs.size === 0) place.member.keepAlive(false);
    }
    assignSoon();
  }

  return {
    async hash(job, { signal, onBytes }) {
      signal?.throwIfAborted();
      if (closed !== null) throw closed;
      const id = (lastId += 1);
      let end: Job['end'] = () => undefined;
      const ended = new Promise<End>((resolve) => {
        end = resolve;
      });
      const giveUp = (error: unknown): void => {
        for (const { member, jobs } of places) if (jobs.has(id)) member.tell({ type: 'abort', id });
        end({ error });
      };
      const unwatch = watch(signal, giveUp);
      const report = (bytes: number): void => {
        try {
          onBytes?.(bytes);
        } catch (error) {
          giveUp(error); // the caller's own mistake comes back to the caller
        }
      };
      begin({ id, job, end, onBytes: report });
      const result = await ended;
      unwatch();
      forget(id);
      if ('outcome' in result) return result.outcome;
      throw result.error;
    },

    expect(bytes) {
      expected.files += 1;
      expected.bytes += bytes + FILE_BYTES;
      const many = expected.bytes > threadsFrom ? Math.min(size, expected.files) : 0;
      while (places.size < many) startThread().member.keepAlive(false);
    },

    close() {
      closed = new Error('the hashing threads were ended');
      for (const { end } of waiting.values()) end({ error: closed });
      waiting.clear();
      for (const { member, jobs } of places) {
        for (const { job } of jobs.values()) job.end({ error: closed });
        for (const id of jobs.keys()) member.tell({ type: 'abort', id });
        member.end();
      }
      places.clear();
    },
  };
}
