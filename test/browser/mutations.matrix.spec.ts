import { codeOf, type Mutation } from '../matrix/mutation.js';
import { ALL_MUTATIONS, MUTATIONS } from '../matrix/mutations/index.js';
import { expect } from './fixtures.js';
import { test } from './one-page.js';

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

test.describe('the page, of every mutation', () => {
  for (const [subject, mutations] of Object.entries(MUTATIONS)) {
    test.describe(subject, () => {
      for (const mutation of mutations.filter((one) => !isAbsent(one))) {
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
