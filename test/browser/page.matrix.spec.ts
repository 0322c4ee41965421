import type { SignedCase } from '../matrix/case.js';
import { forgedCases } from '../matrix/forged.js';
import { interopCases, INTEROP_IS_HERE } from '../matrix/interop.js';
import { scenariosOf } from '../matrix/scenarios.js';
import type { Asker } from './asker.js';
import { expect } from './fixtures.js';
import { test } from './one-page.js';

/** One of each method; the library's own tests have the rest. */
const FORGED = ['key P-384', 'key, shards', 'key, one file as "."', 'certificate', 'keyless'];

const forged = (await forgedCases()).filter(({ name }) => FORGED.includes(name));

async function checkAll(asker: Asker, signed: SignedCase): Promise<void> {
  for (const scenario of scenariosOf(signed)) {
    const [code] = (await asker.ask(scenario)).split(':');
    expect(`${scenario.name} → ${String(code)}`).toBe(`${scenario.name} → ${scenario.expected}`);
  }
}

test.describe('the page, as a person uses it: made by our forge', () => {
  for (const signed of forged) {
    test(signed.name, ({ asker }) => checkAll(asker, signed));
  }
});

test.describe('the page, as a person uses it: made by released versions of the reference library', () => {
  test.skip(!INTEROP_IS_HERE, 'the interop files are not here');
  for (const signed of interopCases()) {
    test(signed.name, ({ asker }) => checkAll(asker, signed));
  }
});
