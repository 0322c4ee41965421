import { describe, expect, it } from 'vitest';
import { parseMemoryFile, type FiledPin, type MemoryFile } from '../../../src/index.js';
import type { KeptCheck, KeptPin } from '../../../web/memory/rows.js';
import { exportMemory, openChecks, planImport } from '../../../web/memory/transfer.js';
import { historyAsCsv } from '../../../web/memory/csv.js';
import { gzip, sha256 } from '../../../web/memory/gzip.js';
import { checkNumber, pinCalled } from '../../browser/memory-file.js';

const AT = '2026-03-02T12:00:00.000Z';
const mallory = { method: 'sigstore', identity: 'mallory@x.example', issuer: 'https://i.example' } as const;

function kept(name: string, more: Partial<KeptPin> = {}): KeptPin {
  return { ...pinCalled(name), id: `id-${name}`, importedAt: null, isOfSample: false, ...more };
}

function filed(name: string, more: Partial<KeptPin> = {}): FiledPin {
  return { pin: pinCalled(name, more), isOfSample: more.isOfSample ?? false };
}

function fileOf(pins: readonly FiledPin[], checks: MemoryFile['checks'] = []): MemoryFile {
  return { exportedAt: AT, pins, checks };
}

function keptCheck(number: number, more: Partial<KeptCheck> = {}): KeptCheck {
  return { ...checkNumber(number), importedAt: null, folderId: null, hasReport: false, ...more };
}

describe('the plan of an import', () => {
  it('adds what is new, once', () => {
    const plan = planImport(fileOf([filed('a'), filed('a'), filed('b')]), [], []);
    expect(plan.pins.map(({ pin }) => pin.name)).toEqual(['a', 'b']);
    expect(plan.knownPins).toBe(1);
  });

  it('knows what is here, and lets no file confirm a claim', () => {
    const plan = planImport(
      fileOf([filed('a')]),
      [kept('a', { name: 'other name', isConfirmed: false })],
      [],
    );
    expect(plan).toMatchObject({ pins: [], knownPins: 1, conflicts: [] });
  });

  it('replaces nothing: another signer for the same models is for the person to decide', () => {
    const plan = planImport(fileOf([filed('a', { signer: mallory })]), [kept('a')], []);
    expect(plan.pins).toEqual([]);
    expect(plan.conflicts.map(({ here }) => here.name)).toEqual(['a']);
  });

  it('takes publishers for rivals by what they are called', () => {
    const scope = { kind: 'publisher' } as const;
    const here = [kept('a', { scope })];
    const of = (name: string) => planImport(fileOf([filed(name, { scope, signer: mallory })]), here, []);
    expect(of('a').conflicts).toHaveLength(1);
    expect(of('b').pins).toHaveLength(1);
  });

  it('keeps the sample apart', () => {
    const plan = planImport(fileOf([filed('a', { signer: mallory, isOfSample: true })]), [kept('a')], []);
    expect(plan.pins).toHaveLength(1);
  });

  it('changes no check that is here', () => {
    const checks = [checkNumber(1), checkNumber(2, { verdict: 'partial' }), checkNumber(3)];
    const file = fileOf(
      [],
      checks.map((check) => ({ check, report: null })),
    );
    const plan = planImport(file, [], [keptCheck(1), keptCheck(2)]);
    expect([plan.checks.length, plan.knownChecks, plan.otherChecks]).toEqual([1, 1, 1]);
  });
});

describe('an export', () => {
  it('is read again as it was, with its reports', async () => {
    const json = new Blob(['{"a": 1}\n']);
    const packed = await gzip(json);
    const checks = [keptCheck(1, { hasReport: true, reportSha256: await sha256(json) }), keptCheck(2)];
    const { blob, withoutReport } = await exportMemory([kept('a')], checks, AT, ({ hasReport }) =>
      Promise.resolve(hasReport ? packed : null),
    );
    expect(withoutReport).toBe(0);
    const parsed = parseMemoryFile(await blob.text());
    if (!parsed.ok) throw new Error(parsed.fault.code);
    expect(parsed.file.pins).toEqual([filed('a')]);
    const opened = await openChecks(parsed.file.checks, AT);
    expect(opened.dropped).toBe(0);
    expect(opened.checks.map(({ check }) => check)).toEqual(
      checks.map((check) => ({ ...check, importedAt: AT })),
    );
    expect(await opened.checks[0]?.report?.arrayBuffer()).toEqual(await packed.arrayBuffer());
  });

  it('leaves out reports for which there is no room, and says how many', async () => {
    const packed = new Blob([new Uint8Array(3 * 2 ** 20)]);
    const checks = Array.from({ length: 4 }, (_, at) => keptCheck(at, { hasReport: true }));
    const { blob, withoutReport } = await exportMemory([], checks, AT, () => Promise.resolve(packed));
    expect(withoutReport).toBe(2);
    expect(parseMemoryFile(await blob.text()).ok).toBe(true);
  });

  it('that holds another report than its check says is read without it', async () => {
    const packed = await gzip(new Blob(['{}']));
    const bytes = new Uint8Array(await packed.arrayBuffer());
    const { checks, dropped } = await openChecks(
      [
        { check: checkNumber(1, { reportSha256: 'cd'.repeat(32) }), report: bytes },
        { check: checkNumber(2), report: new Uint8Array([1, 2, 3]) },
      ],
      AT,
    );
    expect(dropped).toBe(2);
    expect(checks.map(({ report }) => report)).toEqual([null, null]);
    expect(checks.map(({ check }) => check.hasReport)).toEqual([false, false]);
  });
});

describe('the table', () => {
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =1', '＝1'])('runs nothing: %j', (label) => {
    const row = historyAsCsv([keptCheck(1, { label })]).split('\r\n')[1] ?? '';
    expect(row).toContain(`,"'`);
  });

  it('keeps its rows and columns, whatever is in a name', () => {
    const csv = historyAsCsv([keptCheck(1, { label: 'a"b,c\r\nd\u202e' })]);
    expect(csv.split('\r\n')).toHaveLength(3);
    expect(csv).toContain('"a""b,c\\u{d}\\u{a}d\\u{202e}"');
  });
});
