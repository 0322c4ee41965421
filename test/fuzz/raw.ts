/** Files that are no bundle, or are no longer one: noise, cuts, turned bits, halves of two. */
import fc from 'fast-check';
import { expect } from 'vitest';
import { baseOf, type Bases } from './bases.js';
import { byteEdits, editBytes, type ByteEdit } from './byte-edits.js';
import { checked, entriesFor, Tally } from './check.js';
import { greenFault } from './oracle.js';

interface RawCase {
  readonly base: string;
  readonly other: string;
  readonly bytes:
    | { readonly kind: 'noise'; readonly noise: Uint8Array; readonly brace: boolean }
    | { readonly kind: 'edited'; readonly edits: readonly ByteEdit[] }
    | { readonly kind: 'spliced'; readonly at: number; readonly from: number };
  /** Handed over, or left to be found in the model. */
  readonly found: boolean;
}

const fraction = fc.double({ min: 0, max: 1, noNaN: true });

const cases = (bases: Bases): fc.Arbitrary<RawCase> =>
  fc.record({
    base: fc.constantFrom(...bases.keys()),
    other: fc.constantFrom(...bases.keys()),
    bytes: fc.oneof<fc.Arbitrary<RawCase['bytes']>[]>(
      fc.record({
        kind: fc.constant('noise'),
        noise: fc.uint8Array({ maxLength: 400 }),
        brace: fc.boolean(),
      }),
      fc.record({ kind: fc.constant('edited'), edits: fc.array(byteEdits, { minLength: 1, maxLength: 3 }) }),
      fc.record({ kind: fc.constant('spliced'), at: fraction, from: fraction }),
    ),
    found: fc.boolean(),
  });

export async function fuzzRawBundles(bases: Bases, runs: number, seed: number): Promise<Tally> {
  const tally = new Tally();
  const property = fc.asyncProperty(cases(bases), async (made) => {
    const base = baseOf(bases, made.base);
    const bytes = build(made, bases);
    const { found } = made;
    const model = entriesFor(base.files);
    const request = found
      ? { model: [...model, { path: 'model.sig', blob: new Blob([bytes]) }] }
      : { model, bundle: new Blob([bytes]) };
    const report = await checked({ ...request, trust: base.trust }, tally);
    if (report.verdict.code !== 'verified') return;
    expect(await greenFault(bytes.toString(), base.expected, base.files)).toBeNull();
    // What does not read back as it was written is no text, and no JSON.
    expect(Buffer.from(bytes.toString()).equals(bytes)).toBe(true);
  });
  await fc.assert(property, { numRuns: runs, seed });
  return tally;
}

function build({ base, other, bytes }: RawCase, bases: Bases): Buffer<ArrayBuffer> {
  const text = (name: string) => Buffer.from(JSON.stringify(baseOf(bases, name).bundle, null, 2));
  switch (bytes.kind) {
    case 'noise':
      return Buffer.concat([Buffer.from(bytes.brace ? '{"mediaType":"' : ''), bytes.noise]);
    case 'edited':
      return bytes.edits.reduce(editBytes, text(base));
    case 'spliced': {
      const [first, second] = [text(base), text(other)];
      const at = Math.floor(bytes.at * first.length);
      return Buffer.concat([first.subarray(0, at), second.subarray(Math.floor(bytes.from * second.length))]);
    }
  }
}
