import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inspectModel, verifyModel } from '../../src/index.js';
import { INTEROP } from '../matrix/interop.js';

/** The vectors beside the OMS schemas; not ours to copy, so perhaps not here. */
const VECTORS = join(INTEROP, 'oms-schema', 'vectors');
const isHere = existsSync(VECTORS);

const vectors = (folder: string) =>
  isHere
    ? readdirSync(join(VECTORS, folder)).map((name) => ({
        name,
        text: readFileSync(join(VECTORS, folder, name), 'utf8'),
      }))
    : [];
const model = [{ path: 'a', blob: new Blob(['a']) }];

describe.skipIf(!isHere)('the vectors of the OMS schemas', () => {
  it('there are some of each kind', () => {
    expect(['valid', 'invalid', 'invalid-payload'].map((folder) => vectors(folder).length > 0)).toEqual([
      true,
      true,
      true,
    ]);
  });

  it.each(vectors('valid'))('valid: $name is read', async ({ text }) => {
    const { claims, reasons } = await inspectModel({ model, bundle: text });
    expect(reasons).toEqual([]);
    expect(claims?.manifest?.fileCount).toBe(2);
  });

  it.each([...vectors('invalid'), ...vectors('invalid-payload')])(
    'invalid: $name is refused',
    async ({ text }) => {
      const report = await verifyModel({ model, bundle: text, trust: { method: 'inspect' } });
      expect(report.verdict.code).toBe('could-not-check');
      expect(report.rows.files.value).toBe('not-checked');
    },
  );
});
