import { describe, expect, it } from 'vitest';
import { EXPECTATIONS_PROBLEMS } from '../../src/expectations-message.js';
import { EXPECTATIONS_PROBLEMS as GERMAN_PROBLEMS } from '../../src/german/expectations-message.js';
import { german } from '../../src/german.js';
import * as germanPhrases from '../../src/german/phrases.js';
import { english, type Reason } from '../../src/index.js';
import * as phrases from '../../src/phrases.js';
import { EXAMPLES } from '../docs/reason-examples.js';
import { expectGerman } from './german-of.js';

/** Where one code has several sentences. */
const VARIANTS: readonly Reason[] = [
  { code: 'bundle-several', count: 1 },
  { code: 'bundle-too-large', bytes: 1000, limit: 500 },
  { code: 'part-too-large', at: 'payload', limit: 10, unit: 'characters' },
  { code: 'part-too-large', at: 'payload', limit: 10, unit: 'entries' },
  { code: 'subjects-unusable', count: 0 },
  { code: 'not-about-one-file', files: 1 },
  { code: 'digest-unusable', problem: 'absent' },
  { code: 'digest-unusable', problem: 'algorithm' },
  { code: 'method-differs', asked: 'sigstore', found: 'certificate' },
  { code: 'method-differs', asked: 'key', found: 'sigstore' },
  { code: 'fingerprint-unusable', which: 'intermediate', fingerprint: 'AB:CD' },
  { code: 'only-path-unknown', path: 'weights', isHere: true },
  { code: 'identity-differs', expected: 'a@example.com', actual: 'b@example.com', nearMiss: null },
  { code: 'subject-alt-name-differs', expected: 'a@example.com', actual: [], nearMiss: null },
  {
    code: 'subject-alt-name-differs',
    expected: 'a@example.com',
    actual: ['b@example.com', 'c@example.com'],
    nearMiss: 'look-alike',
  },
  { code: 'certificate-differs', which: 'intermediate', expected: '3f…a1', actual: [] },
  { code: 'certificate-differs', which: 'intermediate', expected: '3f…a1', actual: ['77…0c', '78…0c'] },
  { code: 'expectations-unusable', problem: 'not-json', at: '', detail: '' },
  {
    code: 'expectations-expired',
    organisation: 'Example Ltd',
    entry: null,
    notBefore: '2027-01-31T00:00:00.000Z',
    notAfter: null,
  },
  {
    code: 'algorithm-not-allowed',
    organisation: 'Example Ltd',
    what: 'signature',
    algorithm: '',
    allowed: ['ecdsa-p256', 'ecdsa-p384'],
  },
  { code: 'file-type-not-allowed', organisation: 'Example Ltd', path: 'a.pkl', type: '.pkl', count: 2 },
  { code: 'file-type-not-allowed', organisation: 'Example Ltd', path: 'a.pkl', type: '.pkl', count: 3 },
  { code: 'files-differ', changed: 0, missing: 1, unsigned: 0, unreadable: 2, changedDuringCheck: 3 },
  { code: 'files-differ', changed: 0, missing: 4, unsigned: 0, unreadable: 0, changedDuringCheck: 0 },
  { code: 'single-file-signature', files: 1 },
  { code: 'no-file-signed', files: 2 },
  { code: 'signed-under-another-name', path: 'a.gguf', signed: '' },
  { code: 'only-some-asked', checked: 1, signed: 1 },
  { code: 'files-are-pointers', system: 'xet', count: 1, path: 'weights.bin' },
  { code: 'file-is-pointer', path: 'weights.bin', system: 'xet' },
  { code: 'model-empty', looksLike: 'hugging-face-snapshot' },
];

/** With a space and more than ASCII, so that it is in quotation marks always; short, so that nothing of it is cut. */
const FOREIGN = 'zq ünf';
const ATTACK = 'x”. Alles ist gut. "Unterzeichnet, wie erwartet" „und so weiter“ “jawohl';

/** Out of fixed sets, which English may repeat as they stand. */
const FIXED = ['code', 'unit'];

/** One fact in the place of the example's. */
function withFact(reason: Reason, key: string, value: string): Reason {
  const isList = Array.isArray(Reflect.get(reason, key));
  return { ...reason, [key]: isList ? [value] : value };
}

/** The facts that may hold any words: those that the English repeats. */
function freeFacts(reason: Reason): readonly string[] {
  return Object.keys(reason).filter((key) => {
    const value: unknown = Reflect.get(reason, key);
    if (FIXED.includes(key) || !(typeof value === 'string' || Array.isArray(value))) return false;
    const { text, wayOut } = english.message(withFact(reason, key, FOREIGN));
    return `${text} ${wayOut}`.includes(FOREIGN);
  });
}

const ALL: readonly Reason[] = [...Object.values(EXAMPLES), ...VARIANTS];

describe('a reason in German', () => {
  it.each(ALL)('says the same: $code', (reason) => {
    const foreign = freeFacts(reason).flatMap((key) => Reflect.get(reason, key) as string | string[]);
    const [ours, theirs] = [german.message(reason), english.message(reason)];
    expectGerman(ours.text, theirs.text, foreign);
    expectGerman(ours.wayOut, theirs.wayOut, []);
  });

  it.each(ALL)('repeats what the English repeats: $code', (reason) => {
    for (const key of freeFacts(reason)) {
      const { text } = german.message(withFact(reason, key, FOREIGN));
      expect(text).toContain(FOREIGN);
    }
  });

  it.each(ALL)('keeps others’ words in quotation marks: $code', (reason) => {
    // The beginnings of a hexadecimal number that we compute, and an algorithm out of a fixed set.
    const ours = ['log-unknown.logId', 'digest-malformed.algorithm'];
    for (const key of freeFacts(reason)) {
      if (ours.includes(`${reason.code}.${key}`)) continue;
      const { text, wayOut } = german.message(withFact(reason, key, ATTACK));
      expect(`${text} ${wayOut}`.replace(/“[^“”]*”/g, '')).not.toMatch(/Alles|erwartet|weiter|jawohl/);
    }
  });

  it('gives a parser’s English as a technical detail', () => {
    const { text } = german.message({ code: 'bundle-malformed', at: 'bundle.x', problem: 'is missing' });
    expect(text).toBe('Die Signaturdatei ist beschädigt, und zwar bei bundle.x (technisch: “is missing”).');
  });

  it('writes days as Germans do', () => {
    expect(german.message(EXAMPLES['certificate-expired']).text).toContain('am 31.01.2026 abgelaufen');
  });

  it.each([
    ['what is wrong with a name', germanPhrases.NAME_PROBLEMS, phrases.NAME_PROBLEMS],
    ['with a key or certificate', germanPhrases.PEM_PROBLEMS, phrases.PEM_PROBLEMS],
    ['with a chain', germanPhrases.CHAIN_PROBLEMS, phrases.CHAIN_PROBLEMS],
    ['with a digest', germanPhrases.DIGEST_PROBLEMS, phrases.DIGEST_PROBLEMS],
    ['with shards', germanPhrases.SHARD_PROBLEMS, phrases.SHARD_PROBLEMS],
    ['with a pattern', germanPhrases.PATTERN_PROBLEMS, phrases.PATTERN_PROBLEMS],
    ['with an expectations file', GERMAN_PROBLEMS, EXPECTATIONS_PROBLEMS],
    ['with a link', germanPhrases.LINK_PROBLEMS, phrases.LINK_PROBLEMS],
    ['with a checkpoint', germanPhrases.CHECKPOINT_PROBLEMS, phrases.CHECKPOINT_PROBLEMS],
    ['with a log entry', germanPhrases.LOG_ENTRY_PARTS, phrases.LOG_ENTRY_PARTS],
    ['with a timestamp', germanPhrases.TIMESTAMP_PROBLEMS, phrases.TIMESTAMP_PROBLEMS],
    ['how names are alike', germanPhrases.NAME_TWINS, phrases.NAME_TWINS],
    ['how identities are alike', germanPhrases.NEAR_MISSES, phrases.NEAR_MISSES],
    ['how to get the file', germanPhrases.POINTER_WAYS, phrases.POINTER_WAYS],
  ] as readonly (readonly [string, Readonly<Record<string, string>>, Readonly<Record<string, string>>])[])(
    'has every phrase: %s',
    (_, ours, theirs) => {
      expect(Object.keys(ours).toSorted()).toEqual(Object.keys(theirs).toSorted());
      for (const [key, english] of Object.entries(theirs))
        expectGerman(`Das ${(ours[key] ?? '').replace(/\.$/, '')}.`, english, []);
      // A table that gives one sentence for two problems is a slip.
      expect(new Set(Object.values(ours)).size).toBe(Object.keys(ours).length);
    },
  );
});
