import { describe, expect, it } from 'vitest';
import { MEMORY_BOUNDS, parseMemoryFile, parseRememberedCheck, rememberedCheck } from '../src/index.js';
import { checkNumber, memoryFile, pinCalled } from './browser/memory-file.js';
import { buildStatement, entriesOf, signWithKey, smallModel } from './forge/index.js';
import { verifyForged } from './verify-with.js';

const { bundle, publicKeyPem } = signWithKey(await buildStatement(smallModel()));

describe('a remembered check', () => {
  it('is what the report says, and is read again as it was', async () => {
    const trust = { method: 'key', publicKey: publicKeyPem } as const;
    const report = await verifyForged(bundle, trust, { model: entriesOf(smallModel()) });
    const { id } = checkNumber(1);
    const check = rememberedCheck(report, { id, label: 'My model', isSample: false, reportSha256: null });
    expect(check).toMatchObject({ verdict: 'verified', signer: { method: 'key' }, label: 'My model' });
    expect(parseRememberedCheck(JSON.parse(JSON.stringify(check)))).toEqual({ ok: true, check });
  });

  it.each([
    ['check.id', { id: 'x' }],
    ['check.checkedAt', { checkedAt: 'yesterday' }],
    ['check.verdict', { verdict: 'fine' }],
    ['check.signer.method', { signer: { method: 'word' } }],
    ['check.signer.more', { signer: { method: 'key', fingerprint: null, more: 1 } }],
    ['check.files.here', { files: { ...checkNumber(1).files, here: -1 } }],
    ['check.totalBytes', { totalBytes: 0.5 }],
    ['check.isSample', { isSample: 1 }],
    ['check.reportSha256', { reportSha256: 'AB' }],
    ['check.more', { more: 1 }],
    ['check.label', { label: 'x'.repeat(5000) }],
    ['check.tool', { tool: '<b>' }],
  ])('is refused at %s', (at, change) => {
    const parsed = parseRememberedCheck({ ...checkNumber(1), ...change });
    expect(parsed).toMatchObject({ ok: false, at });
  });

  it('is no text and no list', () => {
    for (const value of ['', 7, null, []]) expect(parseRememberedCheck(value).ok).toBe(false);
  });
});

describe('a memory file', () => {
  it('is read whole', () => {
    const parsed = parseMemoryFile(memoryFile([pinCalled('a')], [checkNumber(1)]));
    expect(parsed).toMatchObject({ ok: true, file: { pins: [{ pin: pinCalled('a') }] } });
  });

  it('tells where it is wrong', () => {
    const wrong = memoryFile([pinCalled('a'), pinCalled('a', { scope: { kind: 'models', names: [] } })]);
    expect(parseMemoryFile(wrong)).toMatchObject({
      ok: false,
      fault: { code: 'import-malformed', at: 'memory.pins[1].pin.scope.names' },
    });
  });

  it('may be as long as its bound, and has no more parts than are kept', () => {
    const text = memoryFile([]);
    const padded = text + ' '.repeat(MEMORY_BOUNDS.characters - text.length);
    expect(parseMemoryFile(padded).ok).toBe(true);
    expect(parseMemoryFile(`${padded} `)).toMatchObject({ fault: { code: 'import-too-large' } });
    const pins = Array.from({ length: MEMORY_BOUNDS.pins + 1 }, () => pinCalled('a'));
    expect(parseMemoryFile(memoryFile(pins))).toMatchObject({ fault: { code: 'import-malformed' } });
  });
});
