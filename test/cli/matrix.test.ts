import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report, VerdictCode } from '../../src/index.js';
import type { Scenario } from '../matrix/case.js';
import { forgedCases } from '../matrix/forged.js';
import { interopCases, INTEROP_IS_HERE } from '../matrix/interop.js';
import { expectedOutcome, outcomeOf, type Mutation } from '../matrix/mutation.js';
import { ALL_MUTATIONS, MUTATIONS } from '../matrix/mutations/index.js';
import type { Question } from '../matrix/question.js';
import { scenariosOf } from '../matrix/scenarios.js';
import { writeQuestion } from './write-question.js';
import { touchstone } from './command.js';
import { alone, type Finished } from './process.js';

const EXIT: Partial<Record<VerdictCode, number>> = { verified: 0, 'could-not-check': 2 };

/** One of each method and of each way of hashing; a process each is slow, and the rest runs in test/matrix.test.ts. */
const FORGED = [
  'key P-384',
  'key, BLAKE2b',
  'key, BLAKE3',
  'key, shards',
  'key, one file as "."',
  'certificate',
  'keyless',
];

let root = '';
let next = 0;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'touchstone-matrix-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

type Run = (args: readonly string[], cwd: string) => Promise<Finished>;

async function ask(question: Question, run: Run): Promise<Finished> {
  const folder = join(root, String(next++));
  try {
    return await run(await writeQuestion(question, folder), folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Standard error has one line, and none where all is well. */
function expectOneLine({ code, stderr }: Finished): void {
  expect(stderr.split('\n').filter(Boolean)).toHaveLength(code === 0 ? 0 : 1);
}

/** In a process of its own for each case as it was signed; all else shares a few, or it would take minutes. */
async function check(scenario: Scenario): Promise<void> {
  const finished = await ask(scenario, scenario.expected === 'verified' ? alone : touchstone);
  const { verdict } = JSON.parse(finished.stdout) as Report;
  expect([verdict.code, finished.code]).toEqual([scenario.expected, EXIT[scenario.expected] ?? 1]);
  expectOneLine(finished);
}

async function checkMutation(mutation: Mutation): Promise<void> {
  const finished = await ask(await mutation.make(), touchstone);
  const report = JSON.parse(finished.stdout) as Report;
  expect(outcomeOf(report, mutation)).toEqual(expectedOutcome(mutation));
  expect(finished.code).toBe(EXIT[mutation.verdict] ?? 1);
  expectOneLine(finished);
}

describe('touchstone verify', { concurrent: true }, async () => {
  const forged = (await forgedCases()).filter(({ name }) => FORGED.includes(name)).flatMap(scenariosOf);
  it.each(forged)('$name → $expected', check);

  describe.skipIf(!INTEROP_IS_HERE)('made by released versions of the reference library', () => {
    // Where they are absent there is nothing to list: this one is then reported as skipped.
    it('there are 13 of them', () => {
      expect(interopCases()).toHaveLength(13);
    });
    it.each(interopCases().flatMap(scenariosOf))('$name → $expected', check);
  });
});

/** Why, each says itself. Named here again, so that nothing is left out by the way. */
const ABSENT: readonly string[] = [
  '100,000 entries',
  '100,001 entries',
  'only what is left when nothing is',
  'only weights/../x',
  'only weights//x',
];

const isRefused = ({ refusedBy = [] }: Mutation) => refusedBy.includes('command');
const isAbsent = ({ notOn = {} }: Mutation) => notOn.command !== undefined;

describe('touchstone verify, of every mutation', { concurrent: true }, () => {
  describe.each(Object.entries(MUTATIONS))('%s', (_, mutations) => {
    const here = mutations.filter((mutation) => !isAbsent(mutation) && !isRefused(mutation));
    it.each(here.map((mutation) => [mutation.name, mutation.verdict, mutation] as const))(
      '%s → %s',
      (_name, _verdict, mutation) => checkMutation(mutation),
    );
  });

  it.each(ALL_MUTATIONS.filter(isRefused).map((mutation) => [mutation.name, mutation] as const))(
    'refuses the command line: %s',
    async (_, mutation) => {
      const finished = await ask(await mutation.make(), touchstone);
      expect([finished.code, finished.stdout]).toEqual([2, '']);
      expectOneLine(finished);
    },
  );

  const absent = ALL_MUTATIONS.filter(isAbsent);
  it(`leaves out ${absent.length} that no command line can ask`, () => {
    expect(absent.map(({ name }) => name)).toEqual(ABSENT);
  });
});
