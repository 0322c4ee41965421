import type { Page } from 'playwright/test';
import type { SignedCase } from '../matrix/case.js';
import { forgedCases } from '../matrix/forged.js';
import { interopCases, INTEROP_IS_HERE } from '../matrix/interop.js';
import { scenariosOf } from '../matrix/scenarios.js';
import { expect, test } from './fixtures.js';
import { Disk, visit } from './visitor.js';

/** One of each method; the library's own tests have the rest. */
const FORGED = ['key P-384', 'key, shards', 'key, one file as "."', 'certificate', 'keyless'];

const forged = (await forgedCases()).filter(({ name }) => FORGED.includes(name));

async function checkAll(page: Page, origin: string, signed: SignedCase): Promise<void> {
  await using disk = new Disk();
  for (const scenario of scenariosOf(signed)) {
    const code = await visit(page, origin, disk, scenario);
    expect(`${scenario.name} → ${code}`).toBe(`${scenario.name} → ${scenario.expected}`);
  }
}

test.describe('the page, as a person uses it: made by our forge', () => {
  for (const signed of forged) {
    test(signed.name, ({ page, origin }) => checkAll(page, origin, signed));
  }
});

test.describe('the page, as a person uses it: made by released versions of the reference library', () => {
  test.skip(!INTEROP_IS_HERE, 'the interop files are not here');
  for (const signed of interopCases()) {
    test(signed.name, ({ page, origin }) => checkAll(page, origin, signed));
  }
});
