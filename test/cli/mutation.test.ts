/**
 * Files that are written to while they are checked. A change that was finished before the check looked at everything for
 * the last time must never end in `verified`: not even an edit of the same size whose time was put back, which the command
 * sees by ctime. TOUCHSTONE_MUTATIONS sets the number of runs, TOUCHSTONE_SEED repeats the choices of an earlier failure.
 */
import {
  appendFileSync,
  chmodSync,
  closeSync,
  lstatSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { mkdir, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createHasher } from '../../cli/hasher.js';
import { openModel } from '../../cli/list.js';
import { verifyModel, type Hasher, type Progress, type Report } from '../../src/index.js';
import { noise, writeModel, type ForgedFiles } from '../forge/index.js';
import { signed } from './signed.js';
import { clockHasTicked, temporaryFolder } from './temporary.js';

const MIB = 1024 * 1024;
const RUNS = Number(process.env['TOUCHSTONE_MUTATIONS'] ?? 100);
const SEED = Number(process.env['TOUCHSTONE_SEED'] ?? Date.now() & 0x7fffffff);

const FILES: ForgedFiles = {
  'a.bin': noise(8 * MIB, 1),
  'sub/b.bin': noise(9 * MIB + 1, 2),
  'c.bin': noise(12 * MIB - 7, 3),
};
const TOTAL = Object.values(FILES).reduce((sum, bytes) => sum + bytes.length, 0);

/** One change to a file of `size` bytes, somewhere in it, between two chunks that the command reads. */
const CHANGES = {
  append: (path) => appendFileSync(path, 'x'),
  truncate: (path, at) => truncateSync(path, at),
  overwrite: (path, at) => overwrite(path, at),
  'overwrite, time put back': (path, at) => {
    const { atime, mtime } = lstatSync(path);
    overwrite(path, at);
    utimesSync(path, atime, mtime);
  },
  replace: (path, at) => {
    writeFileSync(`${path}.new`, noise(at + 1, 9));
    renameSync(`${path}.new`, path);
  },
  delete: (path) => rmSync(path),
  forbid: (path) => chmodSync(path, 0),
  add: (path) => writeFileSync(`${path}.added`, ''),
} as const satisfies Record<string, (path: string, at: number) => void>;

type Change = keyof typeof CHANGES;

function overwrite(path: string, at: number): void {
  const file = openSync(path, 'r+');
  const byte = Buffer.alloc(1);
  readSync(file, byte, 0, 1, at);
  writeSync(file, Uint8Array.of((byte[0] ?? 0) ^ 1), 0, 1, at);
  closeSync(file);
}

/** When a change begins: with a phase, or once so many bytes were hashed. */
type Moment = Progress['phase'] | number;

interface Plan {
  readonly change: Change;
  readonly file: string;
  /** Where in the file, from 0 to 1. */
  readonly place: number;
  readonly moment: Moment;
}

const plans = fc.record({
  change: fc.constantFrom(...(Object.keys(CHANGES) as Change[])),
  file: fc.constantFrom(...Object.keys(FILES)),
  place: fc.double({ min: 0, max: 0.999, noNaN: true }),
  moment: fc.oneof(
    { weight: 1, arbitrary: fc.constantFrom<Moment>('listing', 'signature', 'hashing', 'looking-again') },
    { weight: 4, arbitrary: fc.nat(TOTAL - 1) },
  ),
});

interface Outcome {
  readonly report: Report;
  /** The change was finished before the last look began. */
  readonly inTime: boolean;
  /** It began when the listing had ended. */
  readonly afterListing: boolean;
}

/** One check of the model, and one change to it while it runs. */
async function run(
  model: string,
  publicKey: string,
  { change, file, place, moment }: Plan,
): Promise<Outcome> {
  const path = join(model, file);
  const size = FILES[file]?.length ?? 0;
  let [finished, looking, listed, afterListing] = [false, false, false, false];
  let inTime = false;
  const mutate = (): void => {
    afterListing = listed;
    CHANGES[change](path, Math.floor(place * size));
    finished = true;
  };
  const reached = (now: Moment): void => {
    const due = typeof now === 'number' ? typeof moment === 'number' && moment < now : moment === now;
    if (due && !finished) mutate();
  };
  const native = createHasher();
  let hashed = 0;
  const hasher: Hasher = {
    ...native,
    hash: (job, options) =>
      native.hash(job, {
        ...options,
        onBytes: (bytes) => {
          hashed += bytes;
          options.onBytes?.(bytes);
          reached(hashed);
        },
      }),
  };
  const onProgress = ({ phase }: Progress): void => {
    listed ||= phase !== 'listing';
    if (phase === 'looking-again' && !looking) {
      looking = true;
      inTime = finished;
    }
    reached(phase);
  };
  const { entries, listing } = await openModel(model);
  const trust = { method: 'key', publicKey } as const;
  const report = await verifyModel({ model: entries, listing, trust, hasher, onProgress });
  // A check that ended early never looked again; what was changed by then is in its report.
  return { report, inTime: looking ? inTime : true, afterListing };
}

it(
  `a change during a check is never verified (${RUNS} runs, TOUCHSTONE_SEED=${SEED})`,
  { timeout: 30_000 + RUNS * 1000 },
  async () => {
    const folder = await temporaryFolder();
    const model = join(folder, 'model');
    const { bundle, publicKeyPem } = await signed(FILES);
    await mkdir(model);
    await writeModel(model, FILES, bundle);

    const restore = async (file: string): Promise<void> => {
      const path = join(model, file);
      await rm(`${path}.added`, { force: true });
      await rm(path, { force: true });
      await writeFile(path, FILES[file] ?? '');
      await utimes(path, 1, 1);
      await clockHasTicked(path);
    };
    const verdicts = new Map<string, number>();
    const property = fc.asyncProperty(plans, async (plan) => {
      await restore(plan.file);
      const { report, inTime, afterListing } = await run(model, publicKeyPem, plan);
      await restore(plan.file);
      const { code } = report.verdict;
      expect(['verified', 'files-mismatch', 'could-not-check']).toContain(code);
      expect(report.verdict.reasons.map((reason) => reason.code)).not.toContain('engine-failed');
      // What root may not read it still reads: before the listing, that is no change.
      const harmless = plan.change === 'forbid' && !afterListing;
      const key = `${harmless ? 'harmless' : inTime ? 'in time' : 'too late'}: ${code}`;
      verdicts.set(key, (verdicts.get(key) ?? 0) + 1);
      if (inTime && !harmless) expect(code).not.toBe('verified');
      // What moved after it was listed did not change since it was signed: it is in a state of its own.
      const state = report.files.find(({ path }) => path === plan.file)?.state;
      if (!afterListing || plan.change === 'add') return;
      expect(inTime ? ['changed-during-check'] : ['changed-during-check', 'match']).toContain(state);
    });
    await fc.assert(property, { numRuns: RUNS, seed: SEED, endOnFailure: true, timeout: 20_000 });
    console.info(`changes during a check: ${JSON.stringify(Object.fromEntries(verdicts))}`);
    expect(verdicts.get('in time: files-mismatch') ?? 0).toBeGreaterThan(0);
  },
);
