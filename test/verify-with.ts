import { verifyModel, type Reason, type Report, type VerifyRequest } from '../src/index.js';
import { entriesOf, smallModel } from './forge/index.js';

/** Verifies a forged model, a folder, with a bundle that was handed over. */
export function verifyForged(
  bundle: object | string,
  trust: VerifyRequest['trust'],
  options: Partial<VerifyRequest> = {},
): Promise<Report> {
  const listing = { source: 'entries', kind: 'directory' } as const;
  return verifyModel({ model: entriesOf(smallModel()), listing, bundle, trust, ...options });
}

export function codesOf(report: Report): Reason['code'][] {
  return report.verdict.reasons.map(({ code }) => code);
}
