import { expect, it } from 'vitest';
import { runCryptoDifferential } from '../differential/crypto.js';
import { SEED } from '../differential/random.js';

const CASES = Number(process.env['TOUCHSTONE_CASES'] ?? 6000);

it(`agrees with Node's cryptography (${CASES} cases, TOUCHSTONE_SEED=${SEED})`, () => {
  const { falseAccepts, unexplained, ...counts } = runCryptoDifferential(CASES, SEED);
  console.info(JSON.stringify(counts, null, 2));
  expect(falseAccepts).toEqual([]);
  expect(unexplained).toEqual([]);
  expect(counts.refused).toBeGreaterThan(CASES / 4);
  for (const scheme of ['ecdsa', 'rsa-pkcs1', 'rsa-pss', 'ed25519']) {
    expect(counts.accepted[scheme]).toBeGreaterThan(CASES / 100);
  }
});
