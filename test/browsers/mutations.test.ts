/**
 * Files that change in the middle of a check, in three engines: `verified` must never be said of bytes that were not all
 * signed. What changes after the last look at the disk is another matter, and a change that leaves size and time stamp as
 * they were cannot be seen. TOUCHSTONE_MUTATIONS sets how often, TOUCHSTONE_SEED repeats a run.
 */
import { cp, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { VERDICT_CODES } from '../../src/report.js';
import { buildStatement, noise, signWithKey } from '../forge/index.js';
import type { Engine } from './engine.js';
import { ENGINES } from './engines.js';
import { begin, choose, outcome, serveLibrary, type Outcome } from './library-page.js';
import { MUTATIONS, randomOf, type Mutation } from './mutations.js';
import { writeFiles } from './oddities.js';
import { can, WAYS, type Way } from './ways.js';

const RUNS = Number(process.env['TOUCHSTONE_MUTATIONS'] ?? 100);
const SEED = Number(process.env['TOUCHSTONE_SEED'] ?? Math.floor(Math.random() * 2 ** 32));
/** Clocks of page and test are one, but browsers round it. */
const CLOCK_MS = 20;

const MiB = 2 ** 20;
const files = { 'a.bin': noise(40 * MiB, 1), 'b.bin': noise(17 * MiB, 2), 'c.bin': noise(30_000, 3) };
const names = Object.keys(files);
const signed = signWithKey(await buildStatement(files));
const bundle = JSON.stringify(signed.bundle);
const trust = { method: 'key', publicKey: signed.publicKeyPem } as const;

let root = '';
let library = { url: '', close: () => Promise.resolve() };

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'touchstone-mutations-'));
  await writeFiles(join(root, 'pristine'), files);
  for (const name of names) await utimes(join(root, 'pristine', name), 1_600_000_000, 1_600_000_000);
  library = await serveLibrary();
});

afterAll(async () => {
  await library.close();
  await rm(root, { recursive: true, force: true });
});

interface Run {
  readonly seed: number;
  readonly mutation: Mutation;
  readonly name: string;
  /** When the change began, and when it was complete. */
  readonly changingAt: number;
  readonly changedAt: number;
  readonly outcome: Outcome;
}

describe.each(ENGINES)('$name', ({ launch, isHere, name }) => {
  describe.skipIf(!isHere).each(WAYS)('chosen by %s', (way) => {
    it(`says nothing wrong in ${String(RUNS)} runs`, { timeout: RUNS * 10_000 }, async ({ skip }) => {
      const engine = await launch();
      try {
        if (!can(engine, way)) return skip(`the driver of ${name} cannot`);
        await engine.open(library.url);
        let duration = 0;
        // The first takes longer.
        for (let i = 0; i < 3; i += 1) {
          const usual = await check(engine, way);
          expect(usual.report.verdict.code).toBe('verified');
          duration = usual.endedAt - usual.startedAt;
        }
        const counts = new Map<string, number>();
        for (let i = 0; i < RUNS; i += 1) {
          const run = await changeInTheMiddle(engine, way, SEED + i, duration);
          const what = `${run.mutation.kind}: ${judge(run)}`;
          counts.set(what, (counts.get(what) ?? 0) + 1);
        }
        const lines = [...counts].toSorted().map(([what, n]) => `  ${String(n).padStart(4)}  ${what}`);
        console.log([`${name}, ${way}, seed ${String(SEED)}:`, ...lines].join('\n'));
      } finally {
        await engine.close();
      }
    });
  });
});

async function check(engine: Engine, way: Way): Promise<Outcome> {
  await prepare(engine, way);
  await begin(engine, bundle, trust);
  return outcome(engine);
}

async function prepare(engine: Engine, way: Way): Promise<string> {
  const model = join(root, 'model');
  await rm(model, { recursive: true, force: true });
  await cp(join(root, 'pristine'), model, { recursive: true, preserveTimestamps: true });
  const paths = way === 'files' ? names.map((name) => join(model, name)) : [model];
  await choose(engine, way, paths);
  return model;
}

async function changeInTheMiddle(engine: Engine, way: Way, seed: number, duration: number): Promise<Run> {
  const random = randomOf(seed);
  const model = await prepare(engine, way);
  const mutation = MUTATIONS[Math.floor(random() * MUTATIONS.length)] ?? MUTATIONS[0];
  const name = names[Math.floor(random() * names.length)] ?? '';
  if (mutation === undefined) throw new Error('no mutations');
  await begin(engine, bundle, trust);
  await sleep(random() * duration * 0.95);
  const changingAt = Date.now();
  await mutation.apply(join(model, name), random);
  const changedAt = Date.now();
  return { seed, mutation, name, changingAt, changedAt, outcome: await outcome(engine) };
}

/** What became of a run, in a word; fails the test where the verdict was wrong. */
function judge({ seed, mutation, name, changingAt, changedAt, outcome }: Run): string {
  const { report, lookedAt, endedAt } = outcome;
  const { code } = report.verdict;
  const context = `seed ${String(seed)}: ${mutation.kind} ${name} at ${String(changedAt - outcome.startedAt)} ms, ${code}`;
  expect(VERDICT_CODES, context).toContain(code);
  expect(
    report.verdict.reasons.map((reason) => reason.code),
    context,
  ).not.toContain('engine-failed');
  const states = report.files.map(({ path, state }) => `${path} ${state}`);
  if (changingAt > endedAt + CLOCK_MS) {
    expect(code, `${context}; nothing had changed yet`).toBe('verified');
    return 'came too late';
  }
  if (code !== 'verified') {
    expect(code, context).toBe('files-mismatch');
    // Only the file that was touched may be named.
    expect(
      states.filter((state) => !state.endsWith(' match')),
      context,
    ).toHaveLength(1);
    const state = report.files.find(({ path }) => path === name)?.state ?? 'nothing';
    const before = outcome.listedAt === null || changedAt <= outcome.listedAt + CLOCK_MS;
    // What was signed was there when it was listed: nobody may say that it changed since it was signed.
    const unseen = mutation.invisible === true || report.model.cannotSee.includes('later-changes');
    if (!unseen && !before) expect(state, context).toBeOneOf(['changed-during-check', 'unreadable']);
    return `noticed as ${state}`;
  }
  if (report.model.cannotSee.includes('later-changes'))
    return 'not noticed, and the report says that it may be so';
  if (mutation.harmless === true) return 'bytes as signed';
  if (mutation.invisible === true) return 'not noticed, as documented';
  const inTime = lookedAt !== null && changedAt < lookedAt - CLOCK_MS;
  if (inTime && report.model.cannotSee.includes('later-changes'))
    return 'not noticed, which the report allows for';
  expect(inTime, `${context}; before the last look, ${String((lookedAt ?? 0) - changedAt)} ms`).toBe(false);
  return 'after the last look';
}

/** Read together, what one lacks must not be made up for by another, nor by a browser that fills it up with zeros. */
const MOVED = [
  ['a byte moved from one to the other', ['AAAAAAAAA1', 'BBBBBBBB2\0'], ['AAAAAAAAA', '1BBBBBBBB2']],
  ['a zero was cut off', ['AAAAAAAAA\0', 'BBBBBBBBBB'], ['AAAAAAAAA', 'BBBBBBBBBB']],
] as const;

describe.each(ENGINES)('$name, of files picked before they got other lengths', ({ launch, isHere }) => {
  it.skipIf(!isHere).each(MOVED)('%s: not verified', async (_, signedAs, onDisk) => {
    const folder = await mkdtemp(join(root, 'moved-'));
    const paths = ['a.bin', 'b.bin'].map((name) => join(folder, name));
    const write = async (contents: readonly string[]): Promise<void> => {
      for (const [i, path] of paths.entries()) {
        await writeFile(path, contents[i] ?? '');
        await utimes(path, 1_600_000_000, 1_600_000_000);
      }
    };
    const [a, b] = signedAs.map((content) => new TextEncoder().encode(content));
    if (a === undefined || b === undefined) throw new Error('no files');
    const made = signWithKey(await buildStatement({ 'a.bin': a, 'b.bin': b }));
    const engine = await launch();
    try {
      await engine.open(library.url);
      await write(signedAs);
      await choose(engine, 'files', paths);
      const how = { method: 'key', publicKey: made.publicKeyPem } as const;
      await begin(engine, JSON.stringify(made.bundle), how);
      expect((await outcome(engine)).report.verdict.code).toBe('verified');
      await choose(engine, 'files', paths);
      await write(onDisk);
      await begin(engine, JSON.stringify(made.bundle), how);
      expect((await outcome(engine)).report.verdict.code).not.toBe('verified');
    } finally {
      await engine.close();
    }
  });
});
