import { codeOf, expectedOutcome, outcomeOf, type Mutation } from '../matrix/mutation.js';
import { ALL_MUTATIONS, MUTATIONS } from '../matrix/mutations/index.js';
import { askLibrary } from './ask-library.js';
import { expect } from './fixtures.js';
import { test } from './one-page.js';

/**
 * What differs here is in the bundle alone, and the page passes that on as it is: the library as built is asked, and of the
 * page only each answer once.
 */
const IN_THE_BUNDLE: readonly string[] = [
  'the bundle',
  'chains',
  'keyless signatures',
  'what is signed',
  'names that are signed',
  'statements about files',
  'shapes of Sigstore bundles',
  'faults of Sigstore bundles',
];

/**
 * And here in one file or text that a person brings beside it, which the page passes on as it is too: of the page, each good one, so
 * that every field is seen to arrive, and each other answer once. All other mutations are asked of the page, by a person who
 * brings and enters them.
 */
const BESIDE_IT: readonly string[] = [
  'keys',
  'instances of Sigstore',
  'identities',
  'certificates that are expected',
];

const PASSED_ON: ReadonlySet<string> = new Set([...IN_THE_BUNDLE, ...BESIDE_IT]);

/** Why, each says itself. Named here again, so that nothing is left out by the way. */
const ABSENT: readonly string[] = [
  'no text for a subject',
  'no text for an alternative name',
  'no text for a fingerprint',
  'blanks for a fingerprint',
  '100,000 entries',
  '100,001 entries',
  'no files at all',
  'only what is left when nothing is',
  'a managed key, and a log that vouches for it',
  'a managed key, Rekor v2 without a timestamp',
  'a managed key without any log, and a trusted root',
  'a managed key, and a log that its root does not know',
  'a managed key, and an entry about another',
];

const isAbsent = ({ notOn = {} }: Mutation) => notOn.page !== undefined;

/** The library says more of each reason, and it is the same library: here, that this is what it was asked. */
function expected({ verdict, reasons, refusedBy = [] }: Mutation): string {
  return refusedBy.includes('page') ? 'asked back' : `${verdict}: ${reasons.map(codeOf).join(' ')}`;
}

/** The first of those with the same answer. */
function oneOfEach(mutations: readonly Mutation[]): readonly Mutation[] {
  return [...new Map(mutations.toReversed().map((one) => [expected(one), one])).values()].toReversed();
}

/** Of all of them together: whatever is wrong with it, a bundle goes the same way through the page. */
const EACH_IN_THE_BUNDLE: ReadonlySet<Mutation> = new Set(
  oneOfEach(IN_THE_BUNDLE.flatMap((subject) => MUTATIONS[subject] ?? []).filter((one) => !isAbsent(one))),
);

/** Those that the page is asked. */
function askedOfPage(subject: string, mutations: readonly Mutation[]): readonly Mutation[] {
  if (!PASSED_ON.has(subject)) return mutations;
  if (IN_THE_BUNDLE.includes(subject)) return mutations.filter((one) => EACH_IN_THE_BUNDLE.has(one));
  const each = new Set(oneOfEach(mutations));
  const isGood = ({ verdict }: Mutation) => verdict === 'verified';
  return mutations.filter((one) => each.has(one) || isGood(one));
}

test.describe('the library, of every mutation of what is passed on', () => {
  for (const subject of PASSED_ON) {
    // Together: apart, what is around a test takes longer than the question.
    test(subject, async ({ oneLibrary }) => {
      // What cannot be asked of the page cannot be handed to this one either: 100,000 files.
      const mutations = (MUTATIONS[subject] ?? []).filter((one) => !isAbsent(one));
      const found: (readonly [string, unknown])[] = [];
      for (const mutation of mutations) {
        const ask = async () => outcomeOf(await askLibrary(oneLibrary, await mutation.make()), mutation);
        const outcome = await ask().catch(String);
        found.push([mutation.name, outcome]);
      }
      expect(found).toEqual(mutations.map((mutation) => [mutation.name, expectedOutcome(mutation)]));
    });
  }

  test('knows its subjects', () => {
    expect([...PASSED_ON].filter((subject) => MUTATIONS[subject] === undefined)).toEqual([]);
  });
});

test.describe('the page, of every mutation', () => {
  for (const [subject, mutations] of Object.entries(MUTATIONS)) {
    const here = mutations.filter((one) => !isAbsent(one));
    test.describe(subject, () => {
      for (const mutation of askedOfPage(subject, here)) {
        test(`${mutation.name} → ${mutation.verdict}`, async ({ asker }) => {
          expect(await asker.ask(await mutation.make())).toBe(expected(mutation));
        });
      }
    });
  }

  const absent = ALL_MUTATIONS.filter(isAbsent);
  test(`leaves out ${absent.length} that nobody can ask there`, () => {
    expect(absent.map(({ name }) => name)).toEqual(ABSENT);
  });
});
