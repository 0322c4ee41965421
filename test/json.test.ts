import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BOUNDS } from '../src/bounds.js';
import { parseJson } from '../src/json.js';

describe('JSON that somebody else wrote', () => {
  it('reads what JSON.parse reads, as long as no key is repeated', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 8 }), (text) => {
        expect(parseJson(text)).toEqual({ ok: true, value: JSON.parse(text) as unknown });
      }),
    );
  });

  it.each(['{"a":1,"a":2}', '{"a":1,"\\u0061":2}', '[{"x":{"b":[],"c":0,"b":1}}]', '{"":0,"":0}'])(
    'refuses a repeated key: %s',
    (text) => {
      expect(parseJson(text)).toMatchObject({ ok: false, reasons: [{ code: 'bundle-duplicate-key' }] });
    },
  );

  it.each([
    '{"a":{"a":1},"b":{"a":1}}',
    '["a","a"]',
    '{"a":"a","b":":"}',
    '{"a\\"":1,"a":2}',
    '{"a\\\\":1,"a":2}',
  ])('takes equal words elsewhere for no repeated key: %s', (text) => {
    expect(parseJson(text).ok).toBe(true);
  });

  it('bounds the depth', () => {
    const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
    expect(parseJson(nested(BOUNDS.jsonDepth)).ok).toBe(true);
    expect(parseJson(nested(BOUNDS.jsonDepth + 1))).toMatchObject({ reasons: [{ code: 'bundle-too-deep' }] });
    expect(parseJson(nested(500_000)).ok).toBe(false);
  });

  it('is not kept busy by colons that follow no key', { timeout: 5000 }, () => {
    const long = 'A'.repeat(500_000);
    expect(parseJson(`{"a":["${long}"${':'.repeat(500_000)}`).ok).toBe(false);
    expect(parseJson(`{"${long}"${':'.repeat(500_000)}`).ok).toBe(false);
    expect(parseJson(`{"a":["${long}"${':'.repeat(5_000_000)}`)).toMatchObject({
      reasons: [{ code: 'bundle-too-long' }],
    });
  });

  it('reads a text of many megabytes', () => {
    expect(parseJson(JSON.stringify({ payload: 'A"\\'.repeat(5_000_000) })).ok).toBe(true);
  });
});
