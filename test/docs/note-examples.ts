import type { Note } from '../../src/index.js';

/** Of each code every sentence; the compiler wants all codes. */
export const NOTES: { readonly [Code in Note['code']]: readonly Extract<Note, { code: Code }>[] } = {
  'unknown-key': [{ code: 'unknown-key', at: 'predicate.extra' }],
  'deprecated-format': [{ code: 'deprecated-format', predicateType: 'https://model_signing/Digests/v0.1' }],
  'name-twins': (['form', 'case', 'look-alike'] as const).map((twin) => ({
    code: 'name-twins',
    names: ['Ä.bin', 'ä.bin'],
    twin,
  })),
  'signer-ignore-path-unusable': [{ code: 'signer-ignore-path-unusable', path: '../x' }],
  'signed-pointer': [{ code: 'signed-pointer', path: 'weights.bin' }],
  'trust-part-unusable': [
    ...(['log', 'ct-log', 'certificate-authority', 'timestamp-authority'] as const).map((part) => ({
      code: 'trust-part-unusable' as const,
      part,
      name: 'https://rekor.example.com',
      problem: 'tlogs[1].publicKey is not a key that we verify with',
    })),
    { code: 'trust-part-unusable', part: 'log', name: '', problem: 'tlogs[0] is not an object' },
  ],
  'trust-stale': (['embedded', 'refreshed', 'supplied'] as const).map((source) => ({
    code: 'trust-stale',
    source,
    asOf: '2026-01-02T03:04:05.000Z',
    days: 45,
    limit: 30,
  })),
  'timestamp-not-used': [{ code: 'timestamp-not-used', issuer: 'O=Example, CN=TSA' }],
  'proof-not-used': [{ code: 'proof-not-used' }],
  'log-not-used': [{ code: 'log-not-used', logId: 'c0d23d6ad406973f9559f3ba2d1ca01f' }],
  'root-without-log': [{ code: 'root-without-log' }],
  'root-without-ct-log': [{ code: 'root-without-ct-log' }],
  'log-entry-absent': [{ code: 'log-entry-absent' }],
  'certificates-not-used': [
    { code: 'certificates-not-used', count: 1 },
    { code: 'certificates-not-used', count: 2 },
  ],
  'key-hint-unknown': [{ code: 'key-hint-unknown', hint: 'my key' }],
  'statement-not-passed': [
    { code: 'statement-not-passed', result: null },
    { code: 'statement-not-passed', result: 'PASSED, with failed tests' },
  ],
  'claimed-differs': [
    { code: 'claimed-differs', by: 'host' },
    { code: 'claimed-differs', by: 'link' },
  ],
  'signed-through-list': [
    { code: 'signed-through-list', list: 'manifest', count: 1 },
    { code: 'signed-through-list', list: 'manifest', count: 12 },
  ],
  'other-subjects': [
    { code: 'other-subjects', count: 1 },
    { code: 'other-subjects', count: 3 },
  ],
  'subjects-not-used': [
    { code: 'subjects-not-used', count: 1 },
    { code: 'subjects-not-used', count: 3 },
  ],
  'subject-name-differs': [{ code: 'subject-name-differs', path: 'a b.bin', signed: 'c.bin' }],
};
