import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstLines, jsonSlices, layOutJson } from '../../web/lib/json-lines.js';

const slicesOf = (text: string) => [...jsonSlices(text)];
/** Behind the last slice. */
const leftOf = (text: string) =>
  slicesOf(text)
    .map(({ left }) => left)
    .at(-1);
const linesOf = (text: string) => slicesOf(text).flatMap(({ lines }) => lines);

describe('JSON that is laid out', () => {
  it('is what JSON.stringify makes of it, however it was written', () => {
    fc.assert(
      fc.property(
        fc.jsonValue({ depthSize: 'medium' }),
        fc.constantFrom(undefined, 1, '\t \n'),
        (value, space) => {
          const laidOut = layOutJson(JSON.stringify(value, null, space), Infinity);
          expect(laidOut).toEqual({ text: JSON.stringify(value, null, 2), isCut: false });
        },
      ),
    );
  });

  it('keeps what a parser would lose', () => {
    const json = '{"a":1,"a":12345678901234567890,"b":"\\u202e\\"{,","c":[ ]}';
    expect(layOutJson(json)?.text).toBe(
      '{\n  "a": 1,\n  "a": 12345678901234567890,\n  "b": "\\u202e\\"{,",\n  "c": []\n}',
    );
  });

  it('ends with its lines, and is not where it nests too deep', () => {
    expect(layOutJson('[1,2,3]', 3)).toEqual({ text: '[\n  1,\n  2,', isCut: true });
    expect(layOutJson('[1,2]', 4)).toEqual({ text: '[\n  1,\n  2\n]', isCut: false });
    expect(layOutJson('['.repeat(100_000))).toBeNull();
    expect(layOutJson(']'.repeat(100_000))).toBeNull();
  });

  it('is left as it is where it is none', () => {
    expect(firstLines('a\n b\n', 3)).toEqual({ text: 'a\n b\n', isCut: false });
    expect(firstLines('a\nb\nc', 2)).toEqual({ text: 'a\nb', isCut: true });
  });
});

describe('lines that come in slices', () => {
  it('are all of them, in pieces', () => {
    const json = JSON.stringify(
      { name: 'value', list: Array.from({ length: 1000 }, (_, at) => at) },
      null,
      2,
    );
    const slices = slicesOf(json);
    expect(slices.length).toBeGreaterThan(5);
    expect(leftOf(json)).toBe(0);
    const lines = linesOf(json).map(({ indent, key, gap, value }) => indent + key + gap + value);
    expect(lines.join('\n')).toBe(json);
    expect(linesOf(json)[1]).toMatchObject({ indent: '  ', key: '"name":', gap: ' ', value: '"value",' });
  });

  it('end at two thousand, and say how many are left', () => {
    expect(linesOf('\n'.repeat(4999))).toHaveLength(2000);
    expect(leftOf('\n'.repeat(4999))).toBe(3000);
  });

  it('are few and short where much is spelled out', () => {
    const hostile = `${'a\u200b'.repeat(5000)}\n`.repeat(1999);
    const slices = slicesOf(hostile);
    expect(slices.every(({ lines }) => lines.length <= 3)).toBe(true);
    expect(linesOf(hostile).length).toBeLessThan(50);
    expect(linesOf(hostile).every(({ limit }) => limit < 2000)).toBe(true);
    expect(leftOf(hostile)).toBe(2000 - linesOf(hostile).length);
  });
});
