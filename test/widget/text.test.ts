import { describe, expect, it } from 'vitest';
import { english } from '../../web/widget/text/english.js';
import { german } from '../../web/widget/text/german.js';

/** Of each function in the catalogue: what it may be given. */
const SAMPLES = ['1-of-ours', '2-of-ours'] as const;
/** The same word in both languages. */
const ALIKE: readonly string[] = [];

type Text = readonly [path: string, text: string];

/** Numbers for what counts, else texts: a function shows which it wants by what it makes of them. */
function textsOf(entry: unknown, path = ''): readonly Text[] {
  if (typeof entry === 'string') return [[path, entry]];
  if (typeof entry === 'function') {
    const call = entry as (...values: unknown[]) => string;
    if (/\.(?:files|more|characters)$/.test(`.${path}`))
      return [1, 1234].map((count) => [`${path}(${count})`, call(count, '1-of-ours')]);
    return [[path, call(...SAMPLES)]];
  }
  if (typeof entry !== 'object' || entry === null) throw new Error(`${path} is no text`);
  return Object.entries(entry).flatMap(([key, value]) =>
    textsOf(value, path === '' ? key : `${path}.${key}`),
  );
}

const inEnglish = new Map(textsOf(english));
const inGerman = new Map(textsOf(german));

describe('the widget’s words', () => {
  it('are there in both languages, and are other ones', () => {
    expect([...inGerman.keys()]).toEqual([...inEnglish.keys()]);
    expect(inEnglish.size).toBeGreaterThan(100);
    const same = [...inGerman].filter(([path, text]) => text === inEnglish.get(path));
    expect(same.map(([path]) => path)).toEqual(ALIKE);
  });

  it('leave out nothing that they were given', () => {
    for (const [path, text] of inGerman)
      for (const value of inEnglish.get(path)?.match(/\d-of-ours/g) ?? [])
        expect(text, path).toContain(value);
  });

  it('promise nothing, and quote nobody', () => {
    for (const [path, text] of inEnglish) expect(text, path).not.toMatch(/\bsafe\b|\bvalid\b|["']/i);
    for (const [path, text] of inGerman) expect(text, path).not.toMatch(/sicher|gültig|["']/i);
    for (const [path, text] of [...inEnglish, ...inGerman]) expect(text, path).not.toMatch(/[^\S ]/);
  });
});
