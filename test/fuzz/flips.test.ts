import { describe, expect, it } from 'vitest';
import { flipAll, SHAPES } from './flips.js';

describe('a byte that is not what it was', () => {
  it.each(SHAPES)('%s', async (_, content, options) => {
    expect(await flipAll(content, options(), 61, 7)).toBeGreaterThan(40);
  });
});
