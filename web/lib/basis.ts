import { quoted, type Report } from '../../src/index.js';
import type { Wording } from './wording.js';

/** By whose word somebody was expected, in a word. */
export type BasisKind = 'nobody' | Report['trust']['basis']['kind'];

export function basisKind({ trust }: Report): BasisKind {
  return trust.basis.kind === 'person' && trust.method === 'inspect' ? 'nobody' : trust.basis.kind;
}

/** Whether nobody but a link, or the page that showed the check, named anybody. */
export function isOthersWord(
  basis: Report['trust']['basis'],
): basis is Extract<Report['trust']['basis'], { kind: 'host' | 'link' }> {
  return basis.kind === 'host' || basis.kind === 'link';
}

/** Whether it is another signer than they named, and the person named nobody. */
export function isDecidedByOthers({ trust, verdict }: Report): boolean {
  return isOthersWord(trust.basis) && verdict.reasons[0]?.code === 'claimed-differs';
}

/** The same for a record: with the name of it. */
export function byWhoseWord(report: Report, { words: { basis, format } }: Wording): string {
  const by = report.trust.basis;
  switch (by.kind) {
    case 'person':
      return basis.record[basisKind(report) === 'nobody' ? 'nobody' : 'person'];
    case 'host':
    case 'link':
      return basis.record[by.kind];
    case 'pin': {
      const { pin, claim } = basis.record;
      return (by.isConfirmed ? pin : claim)(quoted(by.name), format.time(by.pinnedAt));
    }
    case 'organisation':
      return basis.record.organisation(
        quoted(by.organisation),
        by.entry === null ? null : quoted(by.entry),
        by.sha256,
      );
  }
}

/** What there is to add to who signed, where it is not only the person’s word for this check; else null. */
export function basisSentence({ trust, rows }: Report, { words: { basis, format } }: Wording): string | null {
  const by = trust.basis;
  const { pins } = trust;
  const agreeing = pins.find(({ agrees }) => agrees);
  const [differing] = pins;
  if (agreeing !== undefined) {
    const { same, sameClaim } = basis;
    return (agreeing.isConfirmed ? same : sameClaim)(quoted(agreeing.name), format.time(agreeing.pinnedAt));
  }
  if (differing !== undefined && rows.signer.value === 'different')
    return basis.other(quoted(differing.name), format.time(differing.pinnedAt));
  if (isOthersWord(by)) {
    const { same, other } = basis.claimed[by.kind];
    switch (rows.signer.value) {
      case 'not-stated':
        return same;
      case 'different':
        return other;
      default:
        return null;
    }
  }
  if (by.kind !== 'organisation') return null;
  const organisation = quoted(by.organisation);
  return by.entry === null ? basis.silent(organisation) : basis.stated(organisation, quoted(by.entry));
}
