import { runAttacks } from '../tuf/attack.js';
import { ATTACKS, compared, replaced } from '../tuf/attacks.js';
import { expect, test } from './fixtures.js';

/** As many as make two tests of like length, side by side. */
const HALF = Math.ceil(ATTACKS.length / 2);

for (const [name, attacks] of [
  ['first', ATTACKS.slice(0, HALF)],
  ['second', ATTACKS.slice(HALF)],
] as const) {
  test(`attacks on a repository come to the same here, ${name} half`, async ({ library, origin }) => {
    const url = new URL('lib/index.js', origin).href;
    const steps = attacks.map(({ steps }) => ({ steps }));
    const answers = await library.evaluate(runAttacks, { library: url, attacks: steps });
    const both = attacks.map((attack, i) => compared(attack, answers[i] ?? []));
    expect(both.map(([found]) => found)).toEqual(both.map(([, expected]) => expected));
    expect(attacks.filter((attack, i) => replaced(attack, answers[i] ?? []))).toEqual([]);
  });
}
