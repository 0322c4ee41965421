import { describe, expect, it } from 'vitest';
import { verifyModel, type Report } from '../src/index.js';
import type { Scenario } from './matrix/case.js';
import { forgedCases } from './matrix/forged.js';
import { interopCases, INTEROP_IS_HERE } from './matrix/interop.js';
import { expectedOutcome, outcomeOf } from './matrix/mutation.js';
import { ALL_MUTATIONS, MUTATIONS } from './matrix/mutations/index.js';
import type { Question } from './matrix/question.js';
import { scenariosOf } from './matrix/scenarios.js';
import { EVERY_SUBJECT, isSubject, isTried } from './sizes.js';

function ask({ files, single, bundle, ...rest }: Question): Promise<Report> {
  const model = Object.entries(files).map(([path, content]) => ({ path, blob: new Blob([content]) }));
  const { trust, ignorePaths, only, ignoreUnsignedFiles = false } = rest;
  return verifyModel({
    model,
    listing: { source: 'entries', kind: single ? 'file' : 'directory' },
    ...(bundle === null ? {} : { bundle: typeof bundle === 'string' ? bundle : new Blob([bundle]) }),
    trust,
    ignorePaths,
    ...(only === undefined ? {} : { only }),
    ignoreUnsignedFiles,
  });
}

async function verdictOf(scenario: Scenario): Promise<string> {
  return (await ask(scenario)).verdict.code;
}

describe.runIf(EVERY_SUBJECT)('every signed case and every way in which it may be wrong', async () => {
  const scenarios = (await forgedCases()).flatMap(scenariosOf);
  describe('made by our forge', () => {
    it.each(scenarios)('$name → $expected', async (scenario) => {
      expect(await verdictOf(scenario)).toBe(scenario.expected);
    });
  });

  describe.skipIf(!INTEROP_IS_HERE)('made by released versions of the reference library', () => {
    it('there are 13 of them', () => {
      expect(interopCases()).toHaveLength(13);
    });
    it.each(interopCases().flatMap(scenariosOf))('$name → $expected', async (scenario) => {
      expect(await verdictOf(scenario)).toBe(scenario.expected);
    });
  });
});

describe('every mutation', () => {
  it('has a name of its own', () => {
    const names = ALL_MUTATIONS.map(({ name }) => name);
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
  });

  describe.each(Object.entries(MUTATIONS).filter(([subject]) => isSubject(subject)))('%s', (_, mutations) => {
    it.each(
      mutations.filter(({ name }) => isTried(name)).map((one) => [one.name, one.verdict, one] as const),
    )('%s → %s', async (_, __, mutation) => {
      const report = await ask(await mutation.make());
      expect(outcomeOf(report, mutation)).toEqual(expectedOutcome(mutation));
    });
  });
});
