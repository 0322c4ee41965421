import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IgnoreRule } from '../../src/manifest/left-out.js';
import { planComparison, type Plan } from '../../src/manifest/plan.js';
import type { ListedModel } from '../../src/model/list.js';
import { manifestOf, modelOf } from './made.js';

const plan = (
  names: readonly string[],
  paths: readonly string[],
  {
    bundles = [],
    rules = [],
    ...more
  }: { bundles?: string[]; rules?: IgnoreRule[] } & Partial<ListedModel> = {},
): Promise<Plan> => planComparison(manifestOf(names), modelOf(paths, more), new Set(bundles), rules);

const pathsOf = ({ present, missing, unsigned, ignored }: Plan) => ({
  present: present.map(({ file }) => file.path),
  missing: missing.map(({ name }) => name),
  unsigned: unsigned.map(({ path }) => path),
  ignored: ignored.map(({ file }) => file.path),
});

describe('the plan of a comparison', () => {
  it('compares names as they are', async () => {
    const found = await plan(['a', 'é', 'B'], ['a', 'e\u0301', 'b', 'a/']);
    expect(pathsOf(found)).toEqual({
      present: ['a'],
      missing: ['é', 'B'],
      unsigned: ['e\u0301', 'b', 'a/'],
      ignored: [],
    });
  });

  it('leaves out the bundle and what a rule covers, but never what was signed', async () => {
    const rules: IgnoreRule[] = [{ by: 'person', path: 'docs' }];
    const found = await plan(['docs/signed'], ['docs/signed', 'docs/x', 'model.sig', 'y'], {
      bundles: ['model.sig'],
      rules,
    });
    expect(pathsOf(found)).toEqual({
      present: ['docs/signed'],
      missing: [],
      unsigned: ['y'],
      ignored: ['docs/x', 'model.sig'],
    });
    expect(found.ignored.map(({ leftOut }) => leftOut)).toEqual([
      { path: 'docs/x', by: 'person', rule: 'docs' },
      { path: 'model.sig', by: 'bundle', rule: 'model.sig' },
    ]);
  });

  it('checks a bundle that was signed as a file of the model', async () => {
    expect(pathsOf(await plan(['model.sig'], ['model.sig'], { bundles: ['model.sig'] })).present).toEqual([
      'model.sig',
    ]);
  });

  it('takes the only file that was chosen for the nameless one', async () => {
    const files = { kind: 'files' } as const;
    expect(pathsOf(await plan(['.'], ['weights.bin'], files)).present).toEqual(['weights.bin']);
    expect(
      pathsOf(await plan(['.'], ['weights.bin', 'model.sig'], { ...files, bundles: ['model.sig'] })).present,
    ).toEqual(['weights.bin']);
    for (const [paths, more] of [
      [['a', 'b'], files],
      [['a'], { kind: 'directory' }],
      [['sub/a'], files],
      [[], files],
    ] as const)
      expect(pathsOf(await plan(['.'], paths, more))).toMatchObject({ present: [], missing: ['.'] });
    expect(pathsOf(await plan(['.', 'a'], ['b'], files)).missing).toEqual(['.', 'a']);
  });

  it('puts every file and every name in exactly one place', async () => {
    const part = fc.constantFrom('a', 'b', 'c', '.git', '.', '');
    const path = fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/'));
    const rule = fc.record({ by: fc.constantFrom('person', 'signer', 'standard'), path });
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(path, { maxLength: 20 }),
        fc.uniqueArray(path, { maxLength: 20 }),
        fc.array(path, { maxLength: 3 }),
        fc.array(rule, { maxLength: 5 }),
        fc.constantFrom('files', 'directory'),
        async (names, paths, bundles, rules, kind) => {
          const found = await plan(names, paths, { bundles, rules, kind });
          const { present, missing, unsigned, ignored } = pathsOf(found);
          expect([...present, ...unsigned, ...ignored].sort()).toEqual(paths.toSorted());
          const signed = present.length === 1 && names.length === 1 && names[0] === '.' ? ['.'] : present;
          expect([...signed, ...missing].sort()).toEqual(names.toSorted());
          // Nothing that was signed is excused.
          expect([...unsigned, ...ignored].filter((one) => names.includes(one) && one !== '.')).toEqual([]);
        },
      ),
    );
  });
});
