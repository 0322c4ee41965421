import { describe, expect, it } from 'vitest';
import { parseExpectations, type Expectations } from '../../src/index.js';
import { selectEntry } from '../../src/expectations/select.js';
import { ALICE, fileOf } from './file.js';

const DIGEST = 'ab'.repeat(32);
const NOW = new Date('2026-06-15T12:00:00Z');
const OVER = { validUntil: '2026-06-14' };

async function expectations(entries: readonly object[], members: object = {}): Promise<Expectations> {
  const result = await parseExpectations(JSON.stringify({ ...fileOf(...entries), ...members }));
  if (!result.ok) throw new Error(JSON.stringify(result.reasons));
  return result.value;
}

const entry = (id: string, scope: object, members: object = {}) => ({
  id,
  signers: [ALICE],
  ...scope,
  ...members,
});

const EXACT = entry('exact', { models: ['acme/weather'] });
const PATTERN = entry('pattern', { models: ['acme/*'] });
const WIDER = entry('wider', { models: ['acme/wea*'] });
const BY_DIGEST = entry('digest', { rootDigests: [DIGEST] });
const PUBLISHER = entry('publisher', { publisher: 'Labs' });

async function selected(
  entries: readonly object[],
  model: { readonly modelName?: string; readonly rootDigest?: string } = {},
  members: object = {},
  now = NOW,
) {
  const file = await expectations(entries, members);
  const { modelName = 'acme/weather', rootDigest = DIGEST } = model;
  const result = selectEntry(file, { modelName, rootDigest, now });
  switch (result.kind) {
    case 'entry':
      return result.entry.id;
    case 'publishers':
      return result.entries.map(({ id }) => id);
    case 'refused':
      return result.reason;
  }
}

describe('which entry means a model', () => {
  it('a digest before a name before a pattern, whatever their order', async () => {
    for (const order of [(list: object[]) => list, (list: object[]) => list.toReversed()]) {
      expect(await selected(order([PUBLISHER, PATTERN, EXACT, BY_DIGEST]))).toBe('digest');
      expect(await selected(order([PUBLISHER, PATTERN, EXACT]))).toBe('exact');
      expect(await selected(order([PUBLISHER, PATTERN]))).toBe('pattern');
      expect(await selected(order([PUBLISHER, EXACT]), { modelName: 'acme/other' })).toEqual(['publisher']);
    }
  });

  it('a pattern ends where it ends', async () => {
    for (const modelName of ['acme/a/b', 'evil/acme/a', 'ACME/a', 'acme'])
      expect(await selected([PATTERN], { modelName })).toEqual([]);
    expect(await selected([PATTERN], { modelName: 'acme/a' })).toBe('pattern');
  });

  it('none without a name and a digest', async () => {
    const file = await expectations([PATTERN, BY_DIGEST]);
    expect(selectEntry(file, { modelName: null, rootDigest: null, now: NOW })).toEqual({
      kind: 'publishers',
      entries: [],
    });
  });

  it('two patterns that fit one model contradict each other', async () => {
    expect(await selected([PATTERN, WIDER])).toEqual({
      code: 'expectations-ambiguous',
      organisation: 'Acme',
      entries: ['pattern', 'wider'],
    });
    expect(await selected([PATTERN, WIDER, EXACT])).toBe('exact');
    expect(await selected([PATTERN, { ...WIDER, ...OVER }])).toBe('pattern');
  });

  it('one that is out of its time is not as good as none', async () => {
    const expired = {
      code: 'expectations-expired',
      organisation: 'Acme',
      entry: 'exact',
      notBefore: null,
      notAfter: '2026-06-14T23:59:59.999Z',
    };
    expect(await selected([{ ...EXACT, ...OVER }, PUBLISHER])).toEqual(expired);
    expect(await selected([{ ...EXACT, validFrom: '2026-06-16' }])).toMatchObject({
      entry: 'exact',
      notBefore: '2026-06-16T00:00:00.000Z',
      notAfter: null,
    });
    // Another one that is in force counts, if it means the model less exactly.
    expect(await selected([{ ...EXACT, ...OVER }, PATTERN])).toBe('pattern');
    expect(await selected([{ ...PUBLISHER, ...OVER }])).toEqual([]);
  });

  it('of a name, the one of today', async () => {
    const [before, after] = [
      { ...EXACT, id: 'before', validUntil: '2026-06-30' },
      { ...EXACT, id: 'after', validFrom: '2026-07-01' },
    ];
    const at = (now: string) => selected([before, after], {}, {}, new Date(now));
    expect(await at('2026-06-30T23:59:59.999Z')).toBe('before');
    expect(await at('2026-07-01T00:00:00Z')).toBe('after');
  });

  it('none of a file that is out of its time', async () => {
    const file = { code: 'expectations-expired', entry: null };
    expect(await selected([EXACT], {}, { validUntil: '2026-06-14' })).toMatchObject(file);
    expect(await selected([EXACT], {}, { validFrom: '2026-06-16' })).toMatchObject(file);
    expect(await selected([EXACT], {}, { validFrom: '2026-06-15', validUntil: '2026-06-15' })).toBe('exact');
  });
});
