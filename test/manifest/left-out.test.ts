import { describe, expect, it } from 'vitest';
import { IgnoreRules, personRules, signerRules, STANDARD_RULES } from '../../src/manifest/left-out.js';

describe('which files are left out', () => {
  const rules = new IgnoreRules([
    ...STANDARD_RULES,
    { by: 'person', path: 'docs' },
    { by: 'signer', path: 'docs/draft' },
    { by: 'signer', path: '.git' },
  ]);

  it.each([
    ['.git', 'standard'],
    ['.git/objects/ab', 'standard'],
    ['.gitignore', 'standard'],
    ['.github/workflows/x.yml', 'standard'],
    ['sub/.git/config', null],
    ['.gitmodules', null],
    ['docs', 'person'],
    ['docs/draft/a.md', 'person'],
    ['docs2', null],
    ['a/docs', null],
    ['DOCS', null],
  ] as const)('%s: %s', (path, by) => {
    expect(rules.covering(path)?.by ?? null).toBe(by);
  });

  it('takes a person’s paths with ./ before and / behind, and refuses what cannot be meant', () => {
    expect(personRules(['./a/', 'b/c'])).toEqual([
      { by: 'person', path: 'a' },
      { by: 'person', path: 'b/c' },
    ]);
    for (const path of ['', '.', './', '..', '../x', '/x', 'a//b', 'a/../b']) {
      expect(personRules([path])).toMatchObject({ code: 'ignore-path-unusable', path });
    }
  });

  it('a signer cannot excuse the whole model', () => {
    expect(signerRules(['.', '', '/', '..', 'ok'])).toEqual({
      rules: [{ by: 'signer', path: 'ok' }],
      unusable: ['.', '', '/', '..'],
    });
  });

  it('stays quick with as many rules and files as a manifest may have', () => {
    const many = new IgnoreRules(Array.from({ length: 10_000 }, (_, i) => ({ by: 'signer', path: `x${i}` })));
    let covered = 0;
    for (let i = 0; i < 100_000; i++) if (many.covering(`folder/file-${i}`) !== null) covered++;
    expect(covered).toBe(0);
  });
});
