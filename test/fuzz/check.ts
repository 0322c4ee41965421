import { expect } from 'vitest';
import { message, verifyModel, type Reason, type Report, type VerifyRequest } from '../../src/index.js';
import type { ForgedFiles } from '../forge/index.js';

/** In milliseconds; a sound check takes a few, on a slow machine a few dozen. */
const PATIENCE = 5000;

/** How often each verdict was given. */
export class Tally {
  readonly verdicts: Record<string, number> = {};

  count(verdict: string): void {
    this.verdicts[verdict] = (this.verdicts[verdict] ?? 0) + 1;
  }
}

/**
 * Whatever is asked: the answer is a report, soon, which blames nothing on a bug and has words for each of its reasons.
 * What the report says is the caller's to judge.
 */
export async function checked(request: VerifyRequest, tally: Tally): Promise<Report> {
  const start = performance.now();
  const report = await verifyModel(request);
  expect(performance.now() - start).toBeLessThan(PATIENCE);
  const { verdict, files } = report;
  const reasons: readonly Reason[] = [
    ...verdict.reasons,
    ...files.flatMap(({ reason }) => (reason === undefined ? [] : [reason])),
  ];
  for (const reason of reasons) {
    expect(reason.code).not.toBe('engine-failed');
    const { text, wayOut } = message(reason);
    for (const words of [text, wayOut]) {
      expect(words).toMatch(/^\S[^]*[.?!]$/);
      // Unless the attacker wrote it, a hole in our own sentence.
      if (!JSON.stringify(reason).includes('undefined')) expect(words).not.toContain('undefined');
    }
  }
  // Plain JSON: what crosses a worker or goes into a file is what is here.
  expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  expect(verdict.colour === 'green').toBe(verdict.code === 'verified');
  tally.count(verdict.code);
  return report;
}

export const entriesFor = (files: ForgedFiles) =>
  Object.entries(files).map(([path, bytes]) => ({ path, blob: new Blob([bytes]) }));
