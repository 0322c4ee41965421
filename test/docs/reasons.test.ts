import { describe, expect, it } from 'vitest';
import { message } from '../../src/index.js';
import { EXAMPLES } from './reason-examples.js';
import { reasonsPage } from './reasons-page.js';

describe('docs/reasons.md', () => {
  it('is what the code says', async () => {
    await expect(reasonsPage()).toMatchFileSnapshot('../../docs/reasons.md');
  });

  it.each(Object.entries(EXAMPLES))('%s says what it is and what to do', (code, reason) => {
    expect(reason.code).toBe(code);
    const { text, wayOut } = message(reason);
    expect(text).toMatch(/^[A-Z“\d].*\.$/s);
    expect(wayOut).toMatch(/^[A-Z].*\.$/s);
  });
});
