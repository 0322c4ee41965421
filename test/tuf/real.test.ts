import { describe, expect, it } from 'vitest';
import * as library from '../../src/index.js';
import { runAttacks } from './attack.js';
import { compared } from './attacks.js';
import { REAL, REAL_IS_HERE } from './real.js';

describe.skipIf(!REAL_IS_HERE)('the public repository, as it was', () => {
  it.each(REAL)('$name', async (attack) => {
    const [answers = []] = await runAttacks({ library, attacks: [attack] });
    const [found, expected] = compared(attack, answers);
    expect(found).toBe(expected);
  });

  it('has a way from each of its 15 roots', () => {
    expect(REAL).toHaveLength(23);
  });
});

describe('what this program begins with', () => {
  it('is a root that signs itself, and the next one after those', async () => {
    const loaded = await library.loadTrust({ stored: null });
    expect(loaded.ok && loaded.state.root.version).toBeGreaterThanOrEqual(16);
    expect(loaded.ok && loaded.state.refreshed).toBeNull();
  });
});
