import { expect, it } from 'vitest';
import { OPENSSL_IS_HERE } from '../forge/openssl.js';
import { runPathDifferential } from './paths.js';
import { SAMPLE_SEED } from './random.js';

/** A sample; test/slow has thousands. */
const CASES = 100;

it.skipIf(!OPENSSL_IS_HERE)(
  `agrees with OpenSSL about chains (${CASES} chains, TOUCHSTONE_SEED=${SAMPLE_SEED})`,
  async () => {
    const { falseAccepts, unexplained, accepted, refused } = await runPathDifferential(CASES, SAMPLE_SEED);
    expect(falseAccepts).toEqual([]);
    expect(unexplained).toEqual([]);
    // Neither side says one thing to everything.
    expect(accepted).toBeGreaterThan(CASES / 10);
    expect(refused).toBeGreaterThan(CASES / 10);
  },
);
