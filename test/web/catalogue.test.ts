import { describe, expect, it } from 'vitest';
import { predicateName } from '../../src/german/predicate-name.js';
import type { Piece } from '../../web/lib/sentence.js';
import { english } from '../../web/text/english.js';
import { german } from '../../web/text/german.js';
import { samples } from './samples.js';

/** The same word in both languages, or written alike. */
const ALIKE = ['evidence.format'];

interface Said {
  readonly text: string;
  /** What is in it of others. */
  readonly foreign: readonly string[];
}

/** Every text of a catalogue by its path, with the functions called. */
function textsOf(entry: unknown, sample: unknown, path = ''): readonly (readonly [string, Said])[] {
  if (entry === null) return [];
  if (typeof entry === 'string') return [[path, { text: entry, foreign: [] }]];
  if (typeof entry === 'function')
    return textsOf((entry as (...values: unknown[]) => unknown)(...(sample as unknown[])), null, path);
  if (isSentence(entry)) return [[path, said(entry)]];
  return Object.entries(entry as object).flatMap(([key, value]) =>
    textsOf(value, member(sample, key), path === '' ? key : `${path}.${key}`),
  );
}

function member(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}

function isSentence(entry: unknown): entry is readonly Piece[] {
  return Array.isArray(entry) && entry.length > 0 && entry.every(isPiece);
}

function isPiece(entry: unknown): boolean {
  if (typeof entry === 'string') return true;
  return typeof entry === 'object' && entry !== null && ('own' in entry || 'foreign' in entry);
}

function said(sentence: readonly Piece[]): Said {
  return {
    text: sentence
      .map((piece) => (typeof piece === 'string' ? piece : 'own' in piece ? piece.own : piece.foreign))
      .join(''),
    foreign: sentence.flatMap((piece) =>
      typeof piece === 'object' && 'foreign' in piece ? [`${piece.as}: ${piece.foreign}`] : [],
    ),
  };
}

const inEnglish = new Map(textsOf(english, samples));
const inGerman = new Map(textsOf(german, samples));

describe('the catalogue', () => {
  it('has the same texts in both languages', () => {
    expect([...inGerman.keys()].sort()).toEqual([...inEnglish.keys()].sort());
    expect(inEnglish.size).toBeGreaterThan(300);
  });

  it('has words for each, and other ones in German', () => {
    const empty = [...inEnglish, ...inGerman].filter(([, { text }]) => text.trim() === '');
    expect(empty).toEqual([]);
    const same = [...inGerman].filter(([path, { text }]) => text === inEnglish.get(path)?.text);
    expect(same.map(([path]) => path).filter((path) => !ALIKE.includes(path))).toEqual([]);
  });

  it('keeps what others wrote apart, in both languages alike', () => {
    for (const [path, { foreign }] of inGerman)
      expect([...foreign].sort(), path).toEqual([...(inEnglish.get(path)?.foreign ?? [])].sort());
  });

  it('leaves out no name, pattern or number that it was given', () => {
    for (const [path, { text }] of inGerman) {
      const given = inEnglish.get(path)?.text.match(/\w+-of-(?:somebody|it|ours)|\b\d+\b/g) ?? [];
      for (const value of given) expect(text.replace(/\./g, ','), path).toContain(value);
    }
  });

  it('is polite, and promises nothing in German', () => {
    for (const [path, { text }] of inGerman) {
      expect(text, path).not.toMatch(/\b(?:du|dir|dich|dein\w*)\b/i);
      // A signature says who vouches for the bytes: neither "safe" nor a bare "valid".
      expect(text, path).not.toMatch(/\b(?:sicher\w*|gültig\w*)\b/i);
      expect(text, path).not.toMatch(/["']/);
    }
  });

  it('calls the kinds of statements as the verifier does', () => {
    for (const name of [
      'SLSA provenance v1',
      'SLSA verification summary v1',
      'npm publish attestation v0.1',
      'test result v0.1',
      'release attestation v0.1',
      'vulnerability scan v0.1',
      'in-toto link',
      'SPDX bill of materials v2.3',
      'CycloneDX bill of materials',
      'cosign attestation v1',
      'cosign signature v1',
    ])
      expect(german.signed.statement(1, name)).toContain(`: ${predicateName(name)}`);
  });
});

describe('numbers', () => {
  it('are counted as each language does', () => {
    expect(english.evidence.size(1, 1)).toBe('1 file, 1 byte');
    expect(english.evidence.size(1234, 1536)).toBe('1,234 files, 1.5 KiB');
    expect(german.evidence.size(1, 1)).toBe('1 Datei, 1 Byte');
    expect(german.evidence.size(1234, 1536)).toBe('1.234 Dateien, 1,5 KiB');
    expect(english.format.duration(0.4)).toBe('less than a second');
    expect(english.format.duration(3660)).toBe('1 hour 1 minute');
    expect(german.format.duration(60)).toBe('1 Minute');
  });

  it('agree with their verbs', () => {
    expect(german.filesRow.matching(1, 3)).toBe('1 von 3 signierten Dateien stimmt überein.');
    expect(german.filesRow.matching(1, 1)).toBe('1 von 1 signierten Datei stimmt überein.');
    expect(german.filesRow.leftOut(1)).toBe('1 weitere wurde ausgelassen.');
    expect(german.verdict.othersToo(1)).toBe('So ist es auch bei einer weiteren Datei.');
    expect(german.claims.which(2)).toBe('2 Signaturen wurden gefunden. Welche möchten Sie prüfen?');
  });

  it('hold no space that the report as text would spell out', () => {
    for (const [path, { text }] of [...inEnglish, ...inGerman]) expect(text, path).not.toMatch(/[^\S \n]/);
  });
});
