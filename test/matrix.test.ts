import { describe, expect, it } from 'vitest';
import { verifyModel, type Report, type VerdictCode } from '../src/index.js';
import { reportProblems } from './docs/report-problems.js';
import type { Scenario } from './matrix/case.js';
import { forgedCases } from './matrix/forged.js';
import { interopCases, INTEROP_IS_HERE } from './matrix/interop.js';
import { expectedOutcome, outcomeOf } from './matrix/mutation.js';
import { ALL_MUTATIONS, MUTATIONS } from './matrix/mutations/index.js';
import type { Question } from './matrix/question.js';
import { scenariosOf } from './matrix/scenarios.js';
import { EVERY_SUBJECT, isSubject, isTried } from './sizes.js';

function ask({ files, single, bundle, ...rest }: Question): Promise<Report> {
  const model = Object.entries(files).map(([path, content]) => ({ path, blob: new Blob([content]) }));
  const { trust, ignorePaths, only, ignoreUnsignedFiles = false } = rest;
  return verifyModel({
    model,
    listing: { source: 'entries', kind: single ? 'file' : 'directory' },
    ...(bundle === null ? {} : { bundle: typeof bundle === 'string' ? bundle : new Blob([bundle]) }),
    trust,
    ignorePaths,
    ...(only === undefined ? {} : { only }),
    ignoreUnsignedFiles,
  });
}

/** What each verdict says about the rows on signature and signer; whatever is not named may be anything. */
const ROWS: Readonly<
  Partial<Record<VerdictCode, { readonly signature: string; readonly signer: readonly string[] }>>
> = {
  // Of a key that the bundle names, it is known that it is another one even where the signature fits nothing.
  'signature-invalid': { signature: 'invalid', signer: ['not-checked', 'different'] },
  'signer-mismatch': { signature: 'valid', signer: ['different'] },
  'signer-untrusted': { signature: 'valid', signer: ['untrusted'] },
  'signer-unconfirmed': { signature: 'valid', signer: ['not-stated'] },
  verified: { signature: 'valid', signer: ['expected', 'vouched-for'] },
};

/** Where the rows say something else than the verdict; null where they agree. */
function disagreement({ verdict, rows, trust, signer }: Report): string | null {
  const { signature, signer: who } = rows;
  const codes = verdict.reasons.map(({ code }) => code);
  // Two refusals know that the signature was not looked at: by the key's name, and by the list's own digest.
  const unread = codes.includes('key-differs') || codes.includes('root-digest-differs');
  const expected = ROWS[verdict.code];
  if (expected !== undefined && !unread && signature.value !== expected.signature) return signature.value;
  if (
    expected !== undefined &&
    !codes.includes('root-digest-differs') &&
    !expected.signer.includes(who.value)
  )
    return who.value;
  if (codes.includes('nobody-named') && signer?.method === 'certificate' && trust.source !== 'none')
    return trust.source;
  if (codes.includes('key-came-with-model') !== (trust.source === 'bundle')) return trust.source;
  const named = Object.keys(trust.expected).some((key) => key !== 'intermediateFingerprint');
  if (who.value === 'vouched-for' && named) return 'vouched for, although somebody was named';
  if (verdict.code === 'verified' && trust.method === 'certificate' && named !== (who.value === 'expected'))
    return 'expected, although nobody was named';
  return null;
}

async function verdictOf(scenario: Scenario): Promise<string> {
  return (await ask(scenario)).verdict.code;
}

describe.runIf(EVERY_SUBJECT)('every signed case and every way in which it may be wrong', async () => {
  const scenarios = (await forgedCases()).flatMap(scenariosOf);
  describe('made by our forge', () => {
    it.each(scenarios)('$name → $expected', async (scenario) => {
      expect(await verdictOf(scenario)).toBe(scenario.expected);
    });
  });

  describe.skipIf(!INTEROP_IS_HERE)('made by released versions of the reference library', () => {
    it('there are 13 of them', () => {
      expect(interopCases()).toHaveLength(13);
    });
    it.each(interopCases().flatMap(scenariosOf))('$name → $expected', async (scenario) => {
      expect(await verdictOf(scenario)).toBe(scenario.expected);
    });
  });
});

describe('every mutation', () => {
  it('has a name of its own', () => {
    const names = ALL_MUTATIONS.map(({ name }) => name);
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
  });

  describe.each(Object.entries(MUTATIONS).filter(([subject]) => isSubject(subject)))('%s', (_, mutations) => {
    it.each(
      mutations.filter(({ name }) => isTried(name)).map((one) => [one.name, one.verdict, one] as const),
    )('%s → %s', async (_, __, mutation) => {
      const report = await ask(await mutation.make());
      expect(outcomeOf(report, mutation)).toEqual(expectedOutcome(mutation));
      expect(disagreement(report)).toBeNull();
      expect(reportProblems(report)).toEqual([]);
    });
  });
});
