import { expect, it } from 'vitest';
import { runCryptoDifferential, type CryptoDifferential } from './crypto.js';
import { SAMPLE_SEED } from './random.js';

/** A sample; test/slow has thousands. */
const CASES = 300;

it(`agrees with Node's cryptography (${CASES} cases, TOUCHSTONE_SEED=${SAMPLE_SEED})`, () => {
  const result: CryptoDifferential = runCryptoDifferential(CASES, SAMPLE_SEED);
  expect(result.falseAccepts).toEqual([]);
  expect(result.unexplained).toEqual([]);
  // A stand-in that refuses everything would pass otherwise.
  for (const scheme of ['ecdsa', 'rsa-pkcs1', 'rsa-pss', 'ed25519']) {
    expect(result.accepted[scheme]).toBeGreaterThan(0);
  }
});
