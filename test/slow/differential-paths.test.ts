import { expect, it } from 'vitest';
import { runPathDifferential } from '../differential/paths.js';
import { SEED } from '../differential/random.js';
import { OPENSSL_IS_HERE } from '../forge/openssl.js';

const CASES = Number(process.env['TOUCHSTONE_CASES'] ?? 2500);

it.skipIf(!OPENSSL_IS_HERE)(
  `agrees with OpenSSL about chains (${CASES} chains, TOUCHSTONE_SEED=${SEED})`,
  async () => {
    const { falseAccepts, unexplained, ...counts } = await runPathDifferential(CASES, SEED, { strict: true });
    console.info(JSON.stringify(counts, null, 2));
    expect(falseAccepts).toEqual([]);
    expect(unexplained).toEqual([]);
    expect(counts.accepted).toBeGreaterThan(CASES / 5);
    expect(counts.refused).toBeGreaterThan(CASES / 5);
  },
);
