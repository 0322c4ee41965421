/** Every fault of the forge in every kind of bundle that it is about; the table of mutations has one kind of each. */
import { describe, expect, it } from 'vitest';
import { verifyModel } from '../src/index.js';
import { swapEntries, signBundle } from './forge/index.js';
import { expectedOutcome, outcomeOf } from './matrix/mutation.js';
import { FAULTS, rowOf, shapesFor } from './matrix/mutations/bundle-faults.js';
import {
  about,
  FILE,
  FILE_NAME,
  FULL_SIGSTORE,
  MESSAGE,
  PROVENANCE,
} from './matrix/mutations/sigstore-make.js';
import type { Question } from './matrix/question.js';

const ask = ({ files, bundle, trust }: Question) =>
  verifyModel({
    model: Object.entries(files).map(([path, bytes]) => ({ path, blob: new Blob([bytes]) })),
    bundle: typeof bundle === 'string' ? bundle : '',
    trust,
  });

describe('one fault', () => {
  const others = FAULTS.flatMap((fault) =>
    shapesFor(fault)
      .slice(1)
      .map((shape) => rowOf(fault, shape)),
  );
  it.each(others.map((row) => [row.name, row.verdict, row] as const))(
    '%s → %s',
    async (_name, _verdict, row) => {
      const report = await ask(await row.make());
      expect(outcomeOf(report, row)).toEqual(expectedOutcome(row));
    },
  );
});

describe('entries that changed places', () => {
  it.each([
    ['of two files', MESSAGE, { message: Buffer.from('another') }],
    ['of a file and a statement about it', MESSAGE, PROVENANCE],
    ['of two signatures over one file', MESSAGE, MESSAGE],
  ] as const)('%s', async (_, one, other) => {
    const sigstore = FULL_SIGSTORE();
    const [mine, theirs] = [signBundle(sigstore, one), signBundle(sigstore, other)];
    const [swapped] = swapEntries(mine.bundle, theirs.bundle);
    const { trust } = about(MESSAGE);
    const report = await verifyModel({
      model: [{ path: FILE_NAME, blob: new Blob([FILE]) }],
      bundle: swapped,
      trust,
    });
    expect(report.verdict.code).toBe('signature-invalid');
    expect(report.verdict.reasons[0]?.code).toBe('log-entry-differs');
  });
});
