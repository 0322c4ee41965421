import type { NearMiss } from './reason.js';

/** No identity is longer; the comparisons below are not made for texts of an attacker's length. */
const MAX_LENGTH = 1000;

/** How `actual` nearly equals `expected`, for the person's eyes only: nothing here ever accepts. */
export function nearMiss(expected: string, actual: string): NearMiss | null {
  if (expected === actual || expected.length > MAX_LENGTH || actual.length > MAX_LENGTH) return null;
  if (expected.trim() === actual.trim()) return 'white-space';
  if (expected.toLowerCase() === actual.toLowerCase()) return 'case';
  if (withoutScheme(expected) === withoutScheme(actual)) return 'scheme';
  if (withoutTail(expected) === withoutTail(actual)) return 'trailing';
  if (skeleton(expected) === skeleton(actual)) return 'look-alike';
  return null;
}

function withoutScheme(text: string): string {
  return text.replace(/^https?:\/\//, '');
}

function withoutTail(text: string): string {
  return text.replace(/[./]+$/, '');
}

/** The Cyrillic and Greek letters that look Latin, and what compatibility normalisation and accents hide. */
const LOOK_ALIKES: Readonly<Record<string, string>> = {
  а: 'a',
  е: 'e',
  о: 'o',
  р: 'p',
  с: 'c',
  х: 'x',
  у: 'y',
  і: 'i',
  ј: 'j',
  ѕ: 's',
  һ: 'h',
  ԁ: 'd',
  ԛ: 'q',
  ԝ: 'w',
  ο: 'o',
  ν: 'v',
  α: 'a',
  ι: 'i',
  ρ: 'p',
  κ: 'k',
  '0': 'o',
  '1': 'l',
  ı: 'i',
};

/** One for all texts that look alike: for finding what to point out, never for accepting it. */
export function skeleton(text: string): string {
  const plain = text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '')
    .toLowerCase();
  return Array.from(plain, (character) => LOOK_ALIKES[character] ?? character).join('');
}
