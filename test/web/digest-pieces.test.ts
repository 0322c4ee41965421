import fc from 'fast-check';
import { expect, it } from 'vitest';
import { digestPieces } from '../../web/lib/digest-pieces.js';

it('marks what differs, and nothing else', () => {
  expect(digestPieces('00ff00', '00fa01')).toEqual([
    { text: '00f', differs: false },
    { text: 'f', differs: true },
    { text: '0', differs: false },
    { text: '0', differs: true },
  ]);
  expect(digestPieces('abc', 'abc')).toEqual([{ text: 'abc', differs: false }]);
  expect(digestPieces('abc', null)).toEqual([{ text: 'abc', differs: false }]);
  expect(digestPieces('abc', 'abcd')).toEqual([{ text: 'abc', differs: true }]);
});

it('loses no digit, and its pieces take turns', () => {
  const digest = fc.string({
    unit: fc.constantFrom(...Array.from('0123456789abcdef')),
    minLength: 8,
    maxLength: 8,
  });
  fc.assert(
    fc.property(digest, digest, (a, b) => {
      const pieces = digestPieces(a, b);
      expect(pieces.map(({ text }) => text).join('')).toBe(a);
      const marks = pieces.flatMap(({ text, differs }) => Array.from(text, () => differs));
      expect(marks).toEqual(Array.from(a, (digit, at) => digit !== b[at]));
      for (const [at, piece] of pieces.entries()) expect(pieces[at + 1]?.differs).not.toBe(piece.differs);
    }),
  );
});
