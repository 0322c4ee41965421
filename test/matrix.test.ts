import { describe, expect, it } from 'vitest';
import { verifyModel } from '../src/index.js';
import { forgedCases } from './matrix/forged.js';
import { interopCases, INTEROP_IS_HERE } from './matrix/interop.js';
import { scenariosOf } from './matrix/scenarios.js';
import type { Scenario } from './matrix/case.js';

async function verdictOf(scenario: Scenario): Promise<string> {
  const model = Object.entries(scenario.files).map(([path, content]) => ({
    path,
    blob: new Blob([content]),
  }));
  const { bundle, trust, ignorePaths, single } = scenario;
  const listing = { source: 'entries', kind: single ? 'file' : 'directory' } as const;
  return (await verifyModel({ model, bundle, trust, ignorePaths, listing })).verdict.code;
}

describe('every signed case and every way in which it may be wrong', async () => {
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
