import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeForTerminal } from '../../cli/escape.js';

describe('escapeForTerminal', () => {
  it.each([
    ['weights.safetensors', 'weights.safetensors'],
    ['naïve/模型.bin', 'naïve/模型.bin'],
    ['C:\\dir', 'C:\\dir'],
    ['a\u001b[31mb', 'a\\u{1b}[31mb'],
    ['a\nb\r\tc\u0000', 'a\\u{a}b\\u{d}\\u{9}c\\u{0}'],
    ['\u009b2J', '\\u{9b}2J'],
    ['gpj\u202e.exe\u202c', 'gpj\\u{202e}.exe\\u{202c}'],
    ['\u2066x\u2069\u200e\u200f', '\\u{2066}x\\u{2069}\\u{200e}\\u{200f}'],
    ['a\u200bb\ufeff', 'a\\u{200b}b\\u{feff}'],
    ['a\u00a0b c', 'a\\u{a0}b c'],
    ['\u2028\u2029', '\\u{2028}\\u{2029}'],
    ['\ud800', '\\u{d800}'],
    ['\u{e0041}', '\\u{e0041}'],
    ['a\\u{1b}', 'a\\u{5c}u{1b}'],
    ['a b c', 'a b c'],
    ['a   b', 'a \\u{20}\\u{20}b'],
    ['  a', '\\u{20}\\u{20}a'],
    ['a ', 'a\\u{20}'],
    [' ', '\\u{20}'],
    ['a\\u{20}b', 'a\\u{5c}u{20}b'],
  ])('%j becomes %j', (text, expected) => {
    expect(escapeForTerminal(text)).toBe(expected);
  });

  it('is one line of nothing that a terminal obeys, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(escapeForTerminal(text)).toMatch(/^[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]*$/u);
      }),
    );
  });

  it('never leaves two spaces side by side, nor one at an end: those are the layout’s', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(' ', 'a', '\\u{20}', '\u00a0')), (pieces) => {
        expect(escapeForTerminal(pieces.join(''))).not.toMatch(/ {2}|^ | $/u);
      }),
    );
  });

  it('can be undone, so no two texts look alike by it', () => {
    const undo = (text: string): string =>
      text.replace(/\\u\{([0-9a-f]+)\}/gu, (_, hex: string) =>
        String.fromCodePoint(Number.parseInt(hex, 16)),
      );
    const parts = fc.constantFrom('\\', 'u', '{', '}', '1b', '\u001b', '\u202e', 'a', ' ', '20', '\\u{5c}');
    fc.assert(
      fc.property(fc.array(parts), (pieces) => {
        const text = pieces.join('');
        expect(undo(escapeForTerminal(text))).toBe(text);
      }),
    );
  });
});
