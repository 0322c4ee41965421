import { describe, expect, it } from 'vitest';
import { SAMPLE_SEED } from '../differential/random.js';
import { makeBases } from './bases.js';
import { fuzzBundles } from './bundles.js';
import { fuzzModels } from './models.js';
import { fuzzRawBundles } from './raw.js';
import { fuzzTrust } from './trust.js';

/** Samples; test/slow has thousands. */
describe(`whatever is put in, a report comes out, and a green one only where it is right (TOUCHSTONE_SEED=${SAMPLE_SEED})`, async () => {
  const bases = await makeBases();

  it('bundles and statements', async () => {
    const { verdicts } = await fuzzBundles(bases, 120, SAMPLE_SEED);
    expect(verdicts['verified']).toBeGreaterThanOrEqual(bases.size);
  });

  it('bytes', async () => {
    const { verdicts } = await fuzzRawBundles(bases, 60, SAMPLE_SEED);
    expect(verdicts['could-not-check']).toBeGreaterThan(0);
  });

  it('keys, roots and names', async () => {
    const { verdicts } = await fuzzTrust(bases, 60, SAMPLE_SEED);
    expect(Object.keys(verdicts).length).toBeGreaterThan(1);
  });

  it('models', async () => {
    const { verdicts } = await fuzzModels(bases, 60, SAMPLE_SEED);
    expect(verdicts['files-mismatch']).toBeGreaterThan(0);
  });
});
