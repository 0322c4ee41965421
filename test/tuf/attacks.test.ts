import { describe, expect, it } from 'vitest';
import * as library from '../../src/index.js';
import { runAttacks, type Answer } from './attack.js';
import { ATTACKS, compared, replaced } from './attacks.js';

/** A limit and a piece of the stream: no more than that is taken of what never ends. */
const MOST_GIVEN = (1024 + 64 + 64) * 1024;

describe('attacks on a repository', () => {
  const seen: Answer[] = [];

  it.each(ATTACKS)('$name', async (attack) => {
    const [answers = []] = await runAttacks({ library, attacks: [attack] });
    seen.push(...answers);
    const [found, expected] = compared(attack, answers);
    expect([found]).toEqual([expected]);
    expect(replaced(attack, answers)).toBe(false);
    expect(Math.max(...answers.map(({ given }) => given))).toBeLessThanOrEqual(MOST_GIVEN);
  });

  it('produce every fault that there is', () => {
    const codes = {
      'trust-unreachable': true,
      'trust-missing': true,
      'trust-too-large': true,
      'trust-malformed': true,
      'trust-unsupported': true,
      'trust-signatures': true,
      'trust-signature-twice': true,
      'trust-rollback': true,
      'trust-version': true,
      'trust-digest': true,
      'trust-expired': true,
      'trust-not-listed': true,
      'trust-too-many': true,
      'trust-target-unusable': true,
    } satisfies Record<library.TrustFault['code'], true>;
    const produced = new Set(seen.flatMap(({ fault }) => fault?.code ?? []));
    expect([...produced].sort()).toEqual(Object.keys(codes).sort());
  });

  it('have names of their own', () => {
    const names = ATTACKS.map(({ name }) => name);
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
  });
});
