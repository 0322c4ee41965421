import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FileResult } from '../../src/index.js';
import { IgnoreRules, personRules } from '../../src/manifest/left-out.js';
import { leftoverKind, leftoverPaths } from '../../src/manifest/leftovers.js';
import { buildStatement, entriesOf, signWithKey, smallModel, text } from '../forge/index.js';
import { verifyForged } from '../verify-with.js';

describe('leftovers', () => {
  it.each([
    ['.cache/huggingface/download/a.lock', 'download-leftover'],
    ['.cache/huggingface/.gitignore', 'download-leftover'],
    ['model.safetensors.incomplete', 'download-leftover'],
    ['sub/model.bin.part', 'download-leftover'],
    ['model.bin.crdownload', 'download-leftover'],
    ['model.bin.aria2', 'download-leftover'],
    ['.DS_Store', 'system-leftover'],
    ['sub/.DS_Store', 'system-leftover'],
    ['Thumbs.db', 'system-leftover'],
    ['desktop.ini', 'system-leftover'],
    ['._model.bin', 'system-leftover'],
    ['._line\nbreak', 'system-leftover'],
    ['.cache/other/a', null],
    ['sub/.cache/huggingface/a', null],
    ['.cache/huggingface2/a', null],
    ['.cache/huggingface', null],
    ['part', null],
    ['model.part.bin', null],
    ['MODEL.PART', null],
    ['.DS_Store.bin', null],
    ['x.DS_Store', null],
    ['._', null],
    ['thumbs.db', null],
    ['evil.py', null],
    ['', null],
  ])('%j: %s', (path, kind) => {
    expect(leftoverKind(path)).toBe(kind);
  });

  const result = (path: string, more: Partial<FileResult> = {}): FileResult => {
    return { path, state: 'unsigned', algorithm: null, expected: null, actual: null, size: 1, ...more };
  };

  it('are left out by the fewest paths', () => {
    const looksLike = 'download-leftover';
    expect(
      leftoverPaths([
        result('.cache/huggingface/a', { looksLike }),
        result('.cache/huggingface/b/c', { looksLike }),
        result('x.part', { looksLike }),
        result('sub/.DS_Store', { looksLike: 'system-leftover' }),
        result('evil.py'),
        result('signed.part', { state: 'match', looksLike }),
        result('odd.part', { state: 'unreadable', looksLike }),
      ]),
    ).toEqual(['.cache/huggingface', 'x.part', 'sub/.DS_Store']);
    expect(leftoverPaths([])).toEqual([]);
  });

  it('stay unsigned until the person leaves them out', async () => {
    const files = smallModel();
    const { bundle, publicKeyPem } = signWithKey(await buildStatement(files));
    const trust = { method: 'key', publicKey: publicKeyPem } as const;
    const left = {
      '.cache/huggingface/.gitignore': text('*'),
      '.cache/huggingface/download/config.json.metadata': text('x'),
      'weights/.DS_Store': text('x'),
      'weights/part 1.bin.incomplete': text('x'),
    };
    const model = entriesOf({ ...files, ...left });
    const before = await verifyForged(bundle, trust, { model });
    expect(before.verdict.code).toBe('files-mismatch');
    expect(before.rows.files.unsigned).toBe(4);
    const after = await verifyForged(bundle, trust, { model, ignorePaths: leftoverPaths(before.files) });
    expect(after.verdict.code).toBe('verified');
    expect(after.verdict.headline).toContain('4 others were left out');
    // They excuse nothing else.
    const evil = { path: 'evil.py', blob: new Blob(['x']) };
    const still = await verifyForged(bundle, trust, {
      model: [...model, evil],
      ignorePaths: leftoverPaths(before.files),
    });
    expect(still.rows.files.unsigned).toBe(1);
  });

  it('can always be left out, and nothing but them', () => {
    const part = fc.string({
      unit: fc.constantFrom('a', '.', ' ', 'é', '\\', ':'),
      minLength: 1,
      maxLength: 3,
    });
    const name = part.filter((one) => one !== '.' && one !== '..');
    const suffix = fc.constantFrom('', '.part', '.incomplete');
    const path = fc
      .tuple(
        fc.constantFrom('', '.cache/huggingface/'),
        fc.array(name, { minLength: 1, maxLength: 3 }),
        suffix,
      )
      .map(([folder, parts, end]) => folder + parts.join('/') + end);
    fc.assert(
      fc.property(fc.uniqueArray(path), (paths) => {
        const files = paths.map((one) => {
          const looksLike = leftoverKind(one);
          return result(one, looksLike === null ? {} : { looksLike });
        });
        const rules = personRules(leftoverPaths(files));
        if ('code' in rules) throw new Error(rules.code);
        const left = new IgnoreRules(rules);
        for (const { path: one, looksLike } of files) {
          if (looksLike !== undefined) expect(left.covering(one)).not.toBeNull();
        }
      }),
    );
  });
});
