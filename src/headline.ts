import type { Judgement } from './judge.js';
import { message } from './message.js';
import { noteText } from './note.js';
import { quote } from './quote.js';
import type { ReasonCode } from './reason.js';
import type { LeftOut, Report, SignerFacts } from './report.js';

type Judged = Omit<Report, 'verdict'> & { readonly verdict: Judgement };

/** The one sentence that a person reads first (docs/verdicts.md). Whatever was left out stays visible in it. */
export function headline(report: Judged): string {
  const { verdict } = report;
  switch (verdict.code) {
    case 'could-not-check': {
      const { text, wayOut } = message(verdict.reasons[0]);
      return `This could not be checked: ${text} ${wayOut}`;
    }
    case 'unsigned':
      return 'No signature was found.';
    case 'signature-invalid':
      return 'The signature does not fit its contents.';
    case 'signer-mismatch':
      return mismatch(report);
    case 'files-mismatch':
      return differing(report);
    case 'partial':
      return partly(report);
    case 'signer-untrusted':
      return `${filesClause(report)}, but nothing you trust vouches for this signer.`;
    case 'signer-unconfirmed':
      return `${filesClause(report)}. ${claim(report.signer)} You have not said whom you expect.`;
    case 'verified':
      return `${verified(report)}${resultClause(report)}`;
  }
}

function verified(report: Judged): string {
  const { signer, rows } = report;
  const left = leftOutClause(report.leftOut);
  // With an expected name, the one that was compared, which may be one of several in the certificate.
  const { subject, subjectAltName, identityPattern } = report.trust.expected;
  const compared = subject ?? subjectAltName;
  const name = compared === undefined ? nameOf(signer) : quote(compared);
  const fits =
    identityPattern === undefined ? '' : `, who fits the pattern ${quote(identityPattern)} that you gave`;
  const files =
    left === null
      ? whole(report, name, fits)
      : `${signedMatch(rows.files.signed)}; ${left}. ${leftOutSigner(report, name)}${fits}.`;
  if (identityPattern !== undefined) return files;
  if (rows.signer.value === 'vouched-for') {
    const ca =
      signer?.method === 'certificate' ? (signer.chain.at(-1)?.subject ?? signer.certificate.issuer) : '';
    return `${files} ${capital(name)} is vouched for by ${quote(ca)}, which you trust.`;
  }
  return signer?.method === 'key'
    ? `${files} That is the key you expected.`
    : `${files} ${capital(name)} is the signer you expected.`;
}

/** What was left out was not signed. */
function leftOutSigner({ claim, rows }: Judged, name: string): string {
  if (claim === null) return `${capital(name)} signed them`;
  const statement = statementClause(claim);
  const which = rows.files.signed === 1 ? 'the one that matches' : 'those that match';
  return statement === null
    ? `${capital(name)} signed ${which}`
    : `${capital(name)} signed a statement about ${which} (${statement})`;
}

/** Nothing was left out. */
function whole(report: Judged, name: string, fits: string): string {
  const statement = statementClause(report.claim);
  if (statement === null) return `${all(report)} what ${name} signed${fits}.`;
  const by = fits === '' ? name : `${name}${fits},`;
  return `${are(report)} what the statement by ${by} is about (${statement}).`;
}

function filesClause(report: Judged): string {
  const { rows, leftOut } = report;
  const left = leftOutClause(leftOut);
  if (report.model.source === 'digest') return 'The digest matches';
  return left === null ? 'Files match' : `${signedMatch(rows.files.signed)}; ${left}`;
}

/** Whatever was left out, by whose word ever, is not covered by the signature. */
function leftOutClause(leftOut: readonly LeftOut[]): string | null {
  const others = leftOut.filter(({ by }) => by !== 'bundle').length;
  if (others === 0) return null;
  return others === 1 ? '1 other was left out' : `${others} others were left out`;
}

/** By digest alone: whatever else is here, its names say nothing. By some paths: whatever else is here was not looked at. */
function partly(report: Judged): string {
  return `${partlyFiles(report)}${signerToo(report)}`;
}

/** Amber for two reasons: the second must not go unsaid. */
function signerToo({ verdict }: Judged): string {
  const codes = verdict.reasons.map(({ code }) => code);
  if (codes.some((code) => UNVOUCHED.includes(code) || code === 'key-came-with-model'))
    return ' Nothing you trust vouches for this signer.';
  return codes.includes('nobody-named') ? ' You have not said whom you expect.' : '';
}

function partlyFiles({ verdict, rows: { files } }: Judged): string {
  const some = verdict.reasons.some(({ code }) => code === 'only-some-asked');
  const byDigest = verdict.reasons.some(({ code }) => code === 'names-not-checked');
  const { matching, signed } = files;
  if (verdict.reasons.some(({ code }) => code === 'signed-under-another-name'))
    return 'The bytes were signed, but not under the names that the files have here.';
  const count = some ? `${String(matching)} of ${String(signed)}` : `All ${String(signed)}`;
  if (byDigest) {
    return !some && signed === 1
      ? 'The signed file is here by digest; under which name was not checked.'
      : `${count} signed files are here by digest; under which names was not checked.`;
  }
  const noun = signed === 1 ? 'file' : 'files';
  return matching === 1
    ? `${count} ${noun} was checked; it matches.`
    : `${count} ${noun} were checked; they match.`;
}

/** As the reason counts them: unsigned files that the person tolerates do not differ. */
function differing({ verdict, claim }: Judged): string {
  for (const reason of verdict.reasons) {
    if (reason.code !== 'files-differ') continue;
    const { changed, missing, unsigned, unreadable, changedDuringCheck: moved } = reason;
    const differ = changed + missing + unsigned + unreadable + moved;
    // They may well be what was signed, or will be once a download is complete.
    if (moved === differ)
      return moved === 1
        ? '1 file changed while it was being checked.'
        : `${String(moved)} files changed while they were being checked.`;
    // Of a model every file is signed; a claim is about some file, and says nothing of what lies beside it.
    if (claim !== null && unsigned === differ)
      return unsigned === 1
        ? '1 file here is not covered by this signature.'
        : `${String(unsigned)} files here are not covered by this signature.`;
    if (differ > 1) return `${String(differ)} files differ from what was signed.`;
  }
  return claim !== null && verdict.reasons.some(({ code }) => code === 'no-file-signed')
    ? 'This is not what was signed.'
    : '1 file differs from what was signed.';
}

function mismatch({ verdict, rows, signer }: Judged): string {
  // Nobody whom the person trusts has confirmed the name, so it stays a claim.
  const vouched =
    verdict.reasons.every(({ code }) => !UNVOUCHED.includes(code)) && rows.signature.value === 'valid';
  const signed = vouched ? 'Signed by' : 'Claims to be signed by';
  const unless = vouched ? '' : ' (nothing you trust vouches for that)';
  for (const reason of verdict.reasons) {
    if (reason.code === 'identity-differs' || reason.code === 'subject-differs') {
      return `${signed} ${quote(reason.actual)}${unless}, not by ${quote(reason.expected)}.`;
    }
    if (reason.code === 'subject-alt-name-differs')
      return `${signed} ${nameOf(signer)}${unless}, not by ${quote(reason.expected)}.`;
    if (reason.code === 'identity-not-in-pattern')
      return `${signed} ${quote(reason.actual)}${unless}, which does not fit ${quote(reason.pattern)}.`;
    if (reason.code === 'certificate-differs')
      return reason.which === 'leaf'
        ? `${signed} ${nameOf(signer)}${unless}, with another certificate than you expect.`
        : `${signed} ${nameOf(signer)}${unless}, without the CA that you expect above it.`;
    if (reason.code === 'issuer-differs') {
      const who = signer?.method === 'sigstore' ? quote(signer.identity) : 'somebody';
      return `${signed} ${who}, confirmed by ${quote(reason.actual)}${unless} and not by ${quote(reason.expected)}.`;
    }
    if (reason.code === 'key-differs')
      return `${signed} ${key(reason.actual)}${unless}, not by ${key(reason.expected)}.`;
  }
  return 'Signed by somebody else than you expect.';
}

const UNVOUCHED: readonly ReasonCode[] = [
  'chain-without-trusted-root',
  'chain-not-allowed',
  'certificate-expired',
  'certificate-not-yet-valid',
  'certificate-may-not-sign',
  'log-unknown',
  'timestamp-untrusted',
  'signing-time-missing',
];

function claim(signer: SignerFacts | null): string {
  if (signer?.method === 'sigstore')
    return `Signed as ${quote(signer.identity)}, confirmed by ${quote(signer.issuer)}.`;
  return `Signed by ${nameOf(signer)}.`;
}

function nameOf(signer: SignerFacts | null): string {
  switch (signer?.method) {
    case 'sigstore':
      return quote(signer.identity);
    case 'certificate':
      return signer.subject === '' ? 'a certificate without a name' : quote(signer.subject);
    case 'key':
      return `the holder of ${key(signer.fingerprint ?? signer.hint ?? '')}`;
    case undefined:
      return 'somebody';
  }
}

/** Sixteen hex digits tell keys apart for people; the report has the whole. */
function key(fingerprint: string): string {
  // A hint is free text until it is compared.
  return /^[0-9a-f]{64}$/.test(fingerprint)
    ? `key ${fingerprint.slice(0, 16)}…`
    : `key ${quote(fingerprint)}`;
}

function all({ rows, model }: Judged): string {
  const { signed } = rows.files;
  if (model.source === 'digest') return 'The digest matches';
  return signed === 1 ? 'The file matches' : `All ${String(signed)} files match`;
}

/** Green is about who says it, not about what is said. */
function resultClause({ notes }: Judged): string {
  const note = notes.find(({ code }) => code === 'statement-not-passed');
  return note === undefined ? '' : ` ${noteText(note)}`;
}

function are({ rows, model }: Judged): string {
  const { signed } = rows.files;
  if (model.source === 'digest') return 'The digest is of';
  return signed === 1 ? 'The file is' : `All ${String(signed)} files are`;
}

/** Which kind of statement; what it says is the signer's word. */
function statementClause(claim: Judged['claim']): string | null {
  if (claim?.kind !== 'statement') return null;
  return claim.predicateName ?? `of the type ${quote(claim.predicateType ?? '')}`;
}

function signedMatch(files: number): string {
  return files === 1 ? '1 signed file matches' : `${String(files)} signed files match`;
}

/** An identity keeps its spelling; only our own words begin with a capital. */
function capital(name: string): string {
  return name.startsWith('the holder') || name.startsWith('a certificate')
    ? name.charAt(0).toUpperCase() + name.slice(1)
    : name;
}
