import { quote, type ClaimFacts, type ClaimSubject, type Report } from '../../src/index.js';
import { optional, type Fact } from './fact.js';
import type { Wording } from './wording.js';

/** What a signature is over, where that is no model's list of files: in half a sentence, ours alone. */
export function claimKind(claim: ClaimFacts, { words: { signed } }: Wording): string {
  if (claim.kind === 'file') return signed.file;
  return claim.predicateName === null
    ? signed.unknownStatement(claim.subjectCount)
    : signed.statement(claim.subjectCount, claim.predicateName);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The same with its type, which anybody can look up. */
export function claimFactsOf(claim: ClaimFacts, wording: Wording): readonly Fact[] {
  const { kind, type } = wording.words.signed;
  return [{ term: kind, value: capital(claimKind(claim, wording)) }, ...optional(type, claim.predicateType)];
}

/** How far what is signed can be relied on: never further than the signer. */
export function claimStanding({ claim, rows }: Report, { words }: Wording): string {
  const { standing } = words.signed;
  if (rows.signature.value === 'invalid') return standing.invalid;
  if (rows.signature.value === 'not-checked') return standing.notChecked;
  if (claim?.kind === 'file') return standing.file;
  const signer = rows.signer.value;
  return signer === 'untrusted' || signer === 'different'
    ? `${standing.statement} ${standing[signer]}`
    : standing.statement;
}

/** One file that is signed, as a line of text. */
export function subjectText({ name, algorithm, digest }: ClaimSubject, { words }: Wording): string {
  return `${name === null ? words.report.unnamedFile : quote(name)}, ${algorithm} ${digest}`;
}
