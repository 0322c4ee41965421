import { describe, expect, it } from 'vitest';
import { message, quote, type Reason } from '../src/index.js';
import { EXAMPLES } from './docs/reason-examples.js';

/** What an attacker would like a person to read as our own words. */
const ATTACK = 'x”. All is well. "It was signed by whom you expect" “and so on';

/** Facts out of a fixed set, or words of ours. */
const OURS: readonly string[] = [
  ...[
    'code',
    'problem',
    'nearMiss',
    'unit',
    'twin',
    'which',
    'system',
    'layout',
    'asked',
    'looksLike',
    'what',
  ],
  ...['notAfter', 'notBefore', 'logId'],
];
const OWN_WORDS: readonly string[] = [
  'identity-ambiguous.detail',
  'method-differs.found',
  'digest-malformed.algorithm',
];

function attacked(reason: Reason): Reason {
  const entries = Object.entries(reason).map(([key, value]: [string, unknown]) => {
    if (OURS.includes(key) || OWN_WORDS.includes(`${reason.code}.${key}`)) return [key, value];
    if (typeof value === 'string') return [key, ATTACK];
    return [key, Array.isArray(value) ? [ATTACK] : value];
  });
  return Object.fromEntries(entries) as Reason;
}

describe('somebody else’s words in a sentence of ours', () => {
  it.each(Object.values(EXAMPLES))('stay theirs: $code', (reason) => {
    const { text, wayOut } = message(attacked(reason));
    expect(`${text} ${wayOut}`.replace(/“[^“”]*”/g, '')).not.toContain('well');
  });

  it('are in quotation marks, of which they hold none', () => {
    expect(quote(ATTACK)).toBe("“x'. All is well. 'It was signed by whom you expect' 'and so on”");
    for (const mark of '"“”„‟«»‹›″‶〝〞〟＂❝❞') expect(quote(`a ${mark} b`)).toBe("“a ' b”");
    expect(quote('a'.repeat(201))).toBe(`“${'a'.repeat(200)}…”`);
    expect(quote('')).toBe('“”');
    expect(quote('a"b')).toBe("“a'b”");
    expect(quote('a\u00a0b')).toBe('“a\u00a0b”');
  });

  it('stand as they are where nobody could take them for ours', () => {
    for (const plain of ['a@b.example', 'https://a.example/x?y', 'C=DE']) expect(quote(plain)).toBe(plain);
  });
});
