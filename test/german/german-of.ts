import { expect } from 'vitest';

/** English words that are no German ones: “was” and “in” are. */
const ENGLISH =
  /(?<![\p{L}_-])(?:the|and|of|is|are|has|have|not|no|that|this|it|its|with|by|from|to|for|you|your|which|files?|signed|signatures?|key|log|bundle|trusted|digest)(?![\p{L}_-])/u;

/** Others' words and a parser's. */
const QUOTED = /“[^“”]*”/g;

/** What must hold of every German sentence beside its English; `foreign` are others' words that may be in them. */
export function expectGerman(german: string, english: string, foreign: readonly string[]): void {
  expect(german).not.toBe(english);
  const ours = foreign.reduce(
    (text, words) => (words === '' ? text : text.replaceAll(words, 'X')),
    german.replace(QUOTED, 'X'),
  );
  expect(ours).toMatch(/^[A-ZÄÖÜ\d].*\.$/s);
  expect(ours).not.toMatch(ENGLISH);
  // A signature says who vouches for bytes, not that a model behaves well.
  expect(ours).not.toMatch(/sicher|gültig/i);
  expect(ours).not.toMatch(/undefined|null|NaN|\[object|[“”„"]| {2}| [,.;]|\.\./);
  expect(ours).not.toMatch(/\b1 (?:signierten? |weiteren? |anderen )?Dateien/);
  for (const words of foreign) if (english.includes(words)) expect(german).toContain(words);
  for (const number of english.match(/\d+/g) ?? []) expect(german.match(/\d+/g)).toContain(number);
}
