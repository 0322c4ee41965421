import { expect, it } from 'vitest';
import type { Report } from '../../src/index.js';
import { heldAt, timelineOf } from '../../web/lib/timeline.js';

function report(parts: Partial<Report>): Report {
  return {
    signer: null,
    logEntries: [],
    timestamps: [],
    checkedAt: '2026-03-01T00:00:00.000Z',
    ...parts,
  } as Report;
}

const signer = {
  method: 'certificate',
  certificate: { notBefore: '2026-01-01T10:00:00.000Z', notAfter: '2026-01-01T10:10:00.000Z' },
} as Report['signer'];

it('tells what happened in its order, and what happened while the certificate held', () => {
  const events = timelineOf(
    report({
      signer,
      logEntries: [
        { log: 'https://log.example', integratedTime: '2026-01-01T10:00:05.000Z' },
        { log: null, integratedTime: null },
      ] as unknown as Report['logEntries'],
      timestamps: [{ authority: 'A', time: '2026-01-01T10:00:00.000Z' }],
    }),
  );
  expect(events.map(({ kind, by }) => [kind, by])).toEqual([
    ['valid-from', null],
    ['stamped', 'A'],
    ['logged', 'https://log.example'],
    ['valid-until', null],
    ['checked', null],
  ]);
  expect(events.map((event) => heldAt(events, event))).toEqual([true, true, true, true, false]);
});

it('knows of no validity where a key signed, and leaves out what is no time', () => {
  const events = timelineOf(report({ timestamps: [{ authority: 'A', time: 'yesterday' }] }));
  expect(events.map(({ kind }) => kind)).toEqual(['checked']);
  expect(events.map((event) => heldAt(events, event))).toEqual([false]);
});
