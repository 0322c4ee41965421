import { quote, type ClaimFacts, type ClaimSubject, type Report } from '../../src/index.js';
import { counted } from './format.js';
import { optional, type Fact } from './fact.js';

/** What a signature is over, where that is no model's list of files: in half a sentence, ours alone. */
export function claimKind(claim: ClaimFacts): string {
  if (claim.kind === 'file') return 'a signature over one file';
  const about = `a statement about ${counted(claim.subjectCount, 'file')}`;
  return claim.predicateName === null
    ? `${about}, of a kind that is not known here`
    : `${about}: ${claim.predicateName}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The same with its type, which anybody can look up. */
export function claimFactsOf(claim: ClaimFacts): readonly Fact[] {
  return [{ term: 'Kind', value: capital(claimKind(claim)) }, ...optional('Type', claim.predicateType)];
}

/** How far what is signed can be relied on: never further than the signer. */
export function claimStanding({ claim, rows }: Report): string {
  switch (rows.signature.value) {
    case 'invalid':
      return 'The signature does not fit, so nothing of this can be relied on.';
    case 'not-checked':
      return 'The signature was not checked: this is only what the signature file says.';
    case 'valid':
      break;
  }
  if (claim?.kind === 'file')
    return 'The signature is over the bytes of one file. It gives the file no name, and says nothing about it.';
  const own = 'What a statement says is its signer’s word. Whether it is true was not checked.';
  return rows.signer.value === 'untrusted'
    ? `${own} And nothing that you trust vouches for this signer.`
    : rows.signer.value === 'different'
      ? `${own} And the signer is not whom you expect.`
      : own;
}

/** One file that is signed, as a line of text. */
export function subjectText({ name, algorithm, digest }: ClaimSubject): string {
  return `${name === null ? 'a file without a name' : quote(name)}, ${algorithm} ${digest}`;
}

/** Behind the trust material: which Sigstore it is, by the person's own name for it. */
export function installedByYou(installed: string | null): string {
  return installed === null ? '' : `: ${quote(installed)} (installed by you)`;
}
