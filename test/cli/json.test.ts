import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reportJson } from '../../cli/json.js';
import type { FileResult, LeftOut, Report } from '../../src/index.js';
import { createInlineHasher } from '../../src/hash/inline.js';
import { verifyModel } from '../../src/index.js';

const empty = await verifyModel({
  model: [{ path: 'a', blob: new Blob(['x']) }],
  trust: { method: 'key', publicKey: '' },
  hasher: createInlineHasher(),
});

const file = (path: string): FileResult => ({
  path,
  state: 'unsigned',
  algorithm: null,
  expected: null,
  actual: null,
  size: 1,
});
const left = (path: string): LeftOut => ({ path, by: 'person', rule: path });
const written = (report: Report) => [...reportJson(report)].join('');

describe('the report as JSON', () => {
  it.each([0, 1, 2, 1000, 1001, 2500])('is what JSON.stringify writes, of %d files', (count) => {
    const names = Array.from({ length: count }, (_, i) => `f${String(i)}`);
    const report = { ...empty, files: names.map(file), leftOut: names.slice(0, 3).map(left) };
    expect(written(report)).toBe(`${JSON.stringify(report, null, 2)}\n`);
  });

  it('says the same of every name, and shows what a terminal would obey', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => {
        const report = { ...empty, files: [file(name)], leftOut: [left(name)] };
        const text = written(report);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(report)));
        expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
      }),
    );
  });

  it('is not taken in by a name that looks like a part of it', () => {
    const name = '\n  "files": []';
    expect(JSON.parse(written({ ...empty, files: [file(name)] }))).toMatchObject({ files: [{ path: name }] });
  });
});
