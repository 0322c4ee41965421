import { describe, expect, it } from 'vitest';
import { SEED } from '../differential/random.js';
import { flipAll, SHAPES } from '../fuzz/flips.js';
import { makeBases } from '../fuzz/bases.js';
import { fuzzBundles } from '../fuzz/bundles.js';
import { fuzzModels } from '../fuzz/models.js';
import { fuzzRawBundles } from '../fuzz/raw.js';
import { fuzzTrust } from '../fuzz/trust.js';

const RUNS = Number(process.env['TOUCHSTONE_CASES'] ?? 12_000);

describe(`whatever is put in, a report comes out, and a green one only where it is right (TOUCHSTONE_SEED=${SEED})`, async () => {
  const bases = await makeBases();

  it.each([
    ['bundles and statements', fuzzBundles, 0.5],
    ['bytes', fuzzRawBundles, 0.15],
    ['keys, roots and names', fuzzTrust, 0.2],
    ['models', fuzzModels, 0.15],
  ] as const)(`%s, of ${RUNS} runs`, async (name, fuzz, share) => {
    const { verdicts } = await fuzz(bases, Math.ceil(RUNS * share), SEED);
    console.info(name, JSON.stringify(verdicts));
    expect(Object.keys(verdicts).length).toBeGreaterThan(1);
  });
});

describe(`every third byte that is not what it was (TOUCHSTONE_SEED=${SEED})`, () => {
  it.each(SHAPES)('%s', async (name, content, options) => {
    const tried = await flipAll(content, options(), 3, SEED % 3);
    console.info(name, tried);
    expect(tried).toBeGreaterThan(1000);
  });
});
