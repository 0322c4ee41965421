import { describe, expect, it } from 'vitest';
import { comparePaths, nameProblem, pathProblem } from '../src/path.js';

describe('names in a manifest', () => {
  it.each([
    ['model.safetensors', null],
    ['a/b/c', null],
    ['.hidden', null],
    ['model:0:10', null],
    ['näme', null],
    ['a\u202eb', null],
    ['..a', null],
    ['', 'empty'],
    ['/a', 'absolute'],
    ['..', 'parent'],
    ['a/../b', 'parent'],
    ['.', 'dot-part'],
    ['./a', 'dot-part'],
    ['a//b', 'empty-part'],
    ['a/', 'empty-part'],
    ['a\\b', 'backslash'],
    ['C:/a', 'drive-letter'],
    ['a\0', 'nul'],
    ['a\ud800', 'ill-formed-unicode'],
    ['a\ufffd', 'ill-formed-unicode'],
    ['a'.repeat(5000), 'too-long'],
    ['a/'.repeat(300) + 'a', 'too-long'],
  ] as const)('%j: %s', (name, problem) => {
    expect(nameProblem(name)).toBe(problem);
  });

  it('a disk may have names that a manifest may not', () => {
    expect(pathProblem('a\\b')).toBeNull();
    expect(pathProblem('C:a')).toBeNull();
  });

  it('are ordered as by the reference: by parts, each by code point', () => {
    const sorted = ['a.txt', 'a/b', 'a', 'B', '\u{1f600}', '\uff5e'].toSorted(comparePaths);
    expect(sorted).toEqual(['B', 'a', 'a/b', 'a.txt', '\uff5e', '\u{1f600}']);
  });
});
