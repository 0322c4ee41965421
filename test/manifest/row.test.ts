import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FileResult, FileState } from '../../src/index.js';
import { bySeverity, filesRow } from '../../src/manifest/row.js';
import { manifestOf } from './made.js';

const STATES: readonly FileState[] = [
  'changed',
  'changed-during-check',
  'missing',
  'unreadable',
  'unsigned',
  'match',
  'not-checked',
  'ignored',
];

function result(state: FileState, path: string = state): FileResult {
  return { path, state, algorithm: null, expected: null, actual: null, size: null };
}

describe('the row about files', () => {
  it.each<[FileState, string, string, string]>([
    // state, as a rule, with unsigned files tolerated, by digest
    ['match', 'match', 'match', 'partly-checked'],
    ['ignored', 'match', 'match', 'partly-checked'],
    ['not-checked', 'match', 'match', 'partly-checked'],
    ['unsigned', 'differ', 'match', 'differ'],
    ['changed', 'differ', 'differ', 'differ'],
    ['changed-during-check', 'differ', 'differ', 'differ'],
    ['missing', 'differ', 'differ', 'differ'],
    ['unreadable', 'differ', 'differ', 'differ'],
  ])('a file that is %s: %s, %s, %s', (state, plain, tolerant, partly) => {
    const manifest = manifestOf(['a']);
    const files = [result('match', 'a'), result(state, 'b')];
    const value = (options: Parameters<typeof filesRow>[2]) => filesRow(manifest, files, options).value;
    expect(value({ ignoreUnsignedFiles: false, partly: false })).toBe(plain);
    expect(value({ ignoreUnsignedFiles: true, partly: false })).toBe(tolerant);
    expect(value({ ignoreUnsignedFiles: false, partly: true })).toBe(partly);
  });

  it('never says match by digest', () => {
    const row = filesRow(manifestOf(['a']), [result('match', 'a')], {
      ignoreUnsignedFiles: true,
      partly: true,
    });
    expect(row).toMatchObject({ value: 'partly-checked', matching: 1, signed: 1 });
  });

  it('counts every file once', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...STATES)),
        fc.boolean(),
        fc.boolean(),
        (states, ignore, partly) => {
          const files = states.map((state, i) => result(state, String(i)));
          const row = filesRow(manifestOf([]), files, { ignoreUnsignedFiles: ignore, partly });
          const { matching, changed, missing, unsigned, unreadable, changedDuringCheck, ignored } = row;
          const counted = matching + changed + missing + unsigned + unreadable + changedDuringCheck + ignored;
          expect(counted).toBe(states.filter((state) => state !== 'not-checked').length);
          expect(changed).toBe(states.filter((state) => state === 'changed').length);
          expect(changedDuringCheck).toBe(states.filter((state) => state === 'changed-during-check').length);
          const differ = changed + missing + unreadable + changedDuringCheck + (ignore ? 0 : unsigned);
          expect(row.value === 'differ').toBe(differ > 0);
        },
      ),
    );
  });

  it('puts first what a person must look at', () => {
    const files = STATES.flatMap((state) => [result(state, 'b'), result(state, 'a')]).toReversed();
    expect(files.toSorted(bySeverity)).toEqual(
      STATES.flatMap((state) => [result(state, 'a'), result(state, 'b')]),
    );
  });
});
