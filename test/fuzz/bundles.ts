/** Bundles that are almost right, and statements that the right signer signed although they are wrong. */
import fc from 'fast-check';
import { expect } from 'vitest';
import { checked, entriesFor, Tally } from './check.js';
import { baseOf, type Base, type Bases } from './bases.js';
import { editJson, jsonEdits, type Json, type JsonEdit } from './json-edits.js';
import { greenFault } from './oracle.js';

interface BundleCase {
  /** By name, so that a counterexample prints no keys. */
  readonly base: string;
  readonly edits: readonly JsonEdit[];
  readonly statement: {
    readonly edits: readonly JsonEdit[];
    readonly signed: boolean;
    readonly indent: number;
    readonly repeated: string | null;
  } | null;
  /** A member that is there twice, before the brace of this number. */
  readonly repeated: { readonly at: number; readonly key: string } | null;
  readonly handedAs: 'text' | 'object' | 'blob';
}

const rarely = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 9, arbitrary: fc.constant(null) }, { weight: 1, arbitrary });
const memberNames = fc.constantFrom(
  'payload',
  'sig',
  'mediaType',
  'rawBytes',
  'predicateType',
  'digest',
  'name',
);

const cases = (bases: Bases): fc.Arbitrary<BundleCase> =>
  fc.record({
    base: fc.constantFrom(...bases.keys()),
    edits: fc.oneof(
      { weight: 3, arbitrary: fc.array(jsonEdits, { minLength: 1, maxLength: 4 }) },
      { weight: 2, arbitrary: fc.constant([]) },
    ),
    statement: fc.oneof(
      { weight: 1, arbitrary: fc.constant(null) },
      {
        weight: 1,
        arbitrary: fc.record({
          edits: fc.array(jsonEdits, { minLength: 0, maxLength: 4 }),
          // Signed by the right key, so that what is behind the signature is put to the test too.
          signed: fc.nat(3).map((n) => n > 0),
          indent: fc.constantFrom(0, 2),
          repeated: rarely(memberNames),
        }),
      },
    ),
    repeated: rarely(fc.record({ at: fc.nat(20), key: memberNames })),
    handedAs: fc.constantFrom('text', 'text', 'object', 'blob'),
  });

export async function fuzzBundles(bases: Bases, runs: number, seed: number): Promise<Tally> {
  const tally = new Tally();
  const property = fc.asyncProperty(cases(bases), async (made) => {
    const base = baseOf(bases, made.base);
    const { text, object } = build(made, base);
    const bundle = { text, object, blob: new Blob([text]) }[made.handedAs];
    const report = await checked({ model: entriesFor(base.files), bundle, trust: base.trust }, tally);
    if (report.verdict.code !== 'verified') return;
    // A repeated member is in the text alone.
    const judged = made.handedAs === 'object' ? JSON.stringify(object) : text;
    expect(await greenFault(judged, base.expected, base.files)).toBeNull();
  });
  await fc.assert(property, {
    numRuns: runs,
    seed,
    examples: [...bases.keys()].map((name) => [untouched(name)]),
  });
  return tally;
}

const untouched = (base: string): BundleCase => ({
  base,
  edits: [],
  statement: null,
  repeated: null,
  handedAs: 'text',
});

function build({ edits, statement, repeated }: BundleCase, base: Base): { text: string; object: object } {
  const bundle = JSON.parse(
    JSON.stringify(statement === null ? base.bundle : withStatement(base, statement)),
  ) as Json;
  const edited = editJson(bundle, edits);
  const object = typeof edited === 'object' && edited !== null ? edited : [edited];
  const text = JSON.stringify(edited);
  if (repeated === null) return { text, object };
  const twice = repeatMember(text, repeated.at, repeated.key);
  return { text: twice, object };
}

function withStatement(base: Base, made: NonNullable<BundleCase['statement']>): object {
  const { edits, signed, indent } = made;
  const statement = JSON.parse(JSON.stringify(base.statement)) as Json;
  const text = JSON.stringify(editJson(statement, edits), null, indent);
  const payload = made.repeated === null ? text : repeatMember(text, 0, made.repeated);
  if (signed) return base.sign(payload);
  const { dsseEnvelope } = base.bundle;
  return {
    ...base.bundle,
    dsseEnvelope: { ...dsseEnvelope, payload: Buffer.from(payload).toString('base64') },
  };
}

/** Of two equal members JSON.parse takes the last, others the first. */
function repeatMember(text: string, at: number, key: string): string {
  const braces = [...text.matchAll(/\{(?!\})/g)].map(({ index }) => index + 1);
  const place = braces[at % Math.max(1, braces.length)];
  return place === undefined ? text : `${text.slice(0, place)}${JSON.stringify(key)}:"",${text.slice(place)}`;
}
