import {
  headlineFacts,
  sentBy,
  type Differing,
  type HeadlineFacts,
  type Judged,
  type Lacking,
  type Matching,
  type Mismatch,
  type Partly,
  type Reported,
  type Statement,
  type Verified,
} from './headline-facts.js';
import type { Named, SignatureAlone } from './headline-signer.js';
import { message } from './message.js';
import { noteText } from './note.js';
import { CLAIMANTS, day, lower, signerText } from './phrases.js';
import { shortly } from './named.js';
import { quote, quoted, shortKey } from './quote.js';
import type { Basis } from './report.js';

/** The one sentence that a person reads first (docs/verdicts.md). Whatever was left out stays visible in it. */
export function headline(report: Judged): string {
  const host = sentBy(report);
  const sent = host === null ? '' : ` ${quoted(host)} sent the files; no copy on a disk was checked.`;
  return `${sentence(headlineFacts(report))}${sent}`;
}

function sentence(facts: HeadlineFacts): string {
  switch (facts.code) {
    case 'could-not-check': {
      const { text, wayOut } = message(facts.reason);
      return `This could not be checked: ${text} ${wayOut}`;
    }
    case 'unsigned':
      return 'No signature was found.';
    case 'signature-invalid':
      return 'The signature does not fit its contents.';
    case 'signer-mismatch':
      return mismatch(facts);
    case 'files-mismatch':
      return differing(facts.differing);
    case 'partial':
      return `${facts.files === null ? signatureAlone(facts.signer, facts.reported) : partly(facts.files)}${facts.signerToo === null ? '' : SIGNER_TOO[facts.signerToo]}`;
    case 'signer-untrusted':
      return facts.lacking === null
        ? `${matching(facts.files)}, but nothing you trust vouches for this signer.`
        : `${matching(facts.files)}, but ${lacking(facts.lacking)}.`;
    case 'signer-unconfirmed':
      return `${matching(facts.files)}. ${claim(facts)} ${unconfirmed(facts.basis)}`;
    case 'verified':
      return `${verified(facts)}${facts.result === null ? '' : ` ${noteText(facts.result)}`}`;
  }
}

const SIGNER_TOO = {
  unvouched: ' Nothing you trust vouches for this signer.',
  lacking: ' The signature is not what your organisation asks for.',
  silent: ' Your organisation has not said whom it expects.',
  unnamed: ' You have not said whom you expect.',
} as const;

function unconfirmed(basis: Basis): string {
  switch (basis.kind) {
    case 'person':
      return 'You have not said whom you expect.';
    case 'pin':
      return `The same signer as on ${day(basis.pinnedAt)}, which you remembered as a claim: you have not said whom you expect.`;
    case 'host':
    case 'link':
      return `${CLAIMANTS[basis.kind]} names the same signer; you have not said whom you expect.`;
    case 'organisation':
      return `${quoted(basis.organisation)} has not said that it expects this signer.`;
  }
}

function lacking({ organisation, what }: Lacking): string {
  switch (what) {
    case 'log':
      return `${quoted(organisation)} asks for an entry in a transparency log`;
    case 'timestamp':
      return `${quoted(organisation)} asks for the word of a timestamp authority`;
    case 'hash':
      return `they were signed with a kind of digest that ${quoted(organisation)} does not allow`;
    case 'signature':
      return `they were signed with a kind of key that ${quoted(organisation)} does not allow`;
  }
}

function verified(facts: Verified): string {
  const { standing, basis } = facts;
  const name = nameOf(facts.name);
  const whose = basis.kind === 'organisation' ? quoted(basis.organisation) : 'you';
  const fits =
    standing.kind === 'pattern' ? `, who fits the pattern ${quote(standing.pattern)} that ${whose} gave` : '';
  const files =
    facts.files.leftOut === 0
      ? whole(facts, name, fits)
      : `${signedMatch(facts.files)}. ${leftOutSigner(facts)}${fits}.`;
  switch (standing.kind) {
    case 'pattern':
      return files;
    case 'vouched-for':
      return `${files} ${capital(facts.name)} is vouched for by ${quote(standing.ca)}, which ${whose === 'you' ? 'you trust' : `${whose} trusts`}.`;
    case 'key':
      return `${files} That is the key ${expected(basis)}.`;
    case 'expected':
      return `${files} ${capital(facts.name)} is the signer ${expected(basis)}.`;
  }
}

function expected(basis: Basis): string {
  switch (basis.kind) {
    case 'host':
    case 'link':
    case 'person':
      return 'you expected';
    case 'pin':
      return `you expected, as pinned on ${day(basis.pinnedAt)} (${quoted(basis.name)}${basis.importedAt === null ? '' : `, from a file that was imported on ${day(basis.importedAt)}`})`;
    case 'organisation':
      return `that ${quoted(basis.organisation)} expects`;
  }
}

function signatureAlone(signer: SignatureAlone, reported: Reported | null): string {
  return `${reported === null ? 'No file was checked.' : reportedText(reported)} ${whoSigned(signer)}`;
}

function reportedText({ host, agreeing, signed }: Reported): string {
  return agreeing === 0
    ? `No file was read, and ${quoted(host)} reports no digest that could be compared.`
    : `No file was read: ${quoted(host)} itself reports the signed digest for ${agreeing} of ${signed} ${signed === 1 ? 'file' : 'files'}.`;
}

function whoSigned({ isVouched, name, confirmedBy, standing, basis }: SignatureAlone): string {
  if (!isVouched) return `The signature claims to be by ${nameOf(name)}.`;
  const signed = claim({ name, confirmedBy });
  switch (standing?.kind) {
    case undefined:
      return `${signed} ${unconfirmed(basis)}`;
    case 'pattern':
      return `${signed} That fits the pattern ${quote(standing.pattern)}.`;
    case 'vouched-for':
      return `${signed} ${quote(standing.ca)} vouches for that.`;
    case 'key':
      return `${signed} That is the key ${expected(basis)}.`;
    case 'expected':
      return `${signed} That is the signer ${expected(basis)}.`;
  }
}

/** What was left out was not signed. */
function leftOutSigner({ files, name, isClaim, statement }: Verified): string {
  if (!isClaim) return `${capital(name)} signed them`;
  const which = files.signed === 1 ? 'the one that matches' : 'those that match';
  return statement === null
    ? `${capital(name)} signed ${which}`
    : `${capital(name)} signed a statement about ${which} (${statementName(statement)})`;
}

/** Nothing was left out. */
function whole({ files, statement }: Verified, name: string, fits: string): string {
  if (statement === null) return `${all(files)} what ${name} signed${fits}.`;
  const by = fits === '' ? name : `${name}${fits},`;
  return `${are(files)} what the statement by ${by} is about (${statementName(statement)}).`;
}

function matching(files: Matching): string {
  if (files.byDigest) return 'The digest matches';
  return files.leftOut === 0 ? 'Files match' : signedMatch(files);
}

function signedMatch({ signed, leftOut }: Matching): string {
  const files = signed === 1 ? '1 signed file matches' : `${String(signed)} signed files match`;
  return `${files}; ${leftOut === 1 ? '1 other was left out' : `${String(leftOut)} others were left out`}`;
}

function partly(files: Partly): string {
  if (files.kind === 'renamed')
    return 'The bytes were signed, but not under the names that the files have here.';
  const { isSome, matching, signed } = files;
  const count = isSome ? `${String(matching)} of ${String(signed)}` : `All ${String(signed)}`;
  if (files.kind === 'by-digest') {
    return !isSome && signed === 1
      ? 'The signed file is here by digest; under which name was not checked.'
      : `${count} signed files are here by digest; under which names was not checked.`;
  }
  const noun = signed === 1 ? 'file' : 'files';
  return matching === 1
    ? `${count} ${noun} was checked; it matches.`
    : `${count} ${noun} were checked; they match.`;
}

function differing(files: Differing): string {
  switch (files.kind) {
    case 'moved':
      return files.count === 1
        ? '1 file changed while it was being checked.'
        : `${String(files.count)} files changed while they were being checked.`;
    case 'uncovered':
      return files.count === 1
        ? '1 file here is not covered by this signature.'
        : `${String(files.count)} files here are not covered by this signature.`;
    case 'differ':
      return files.count === 1
        ? '1 file differs from what was signed.'
        : `${String(files.count)} files differ from what was signed.`;
    case 'reported':
      return `By what ${quoted(files.host)} itself reports, ${files.count === 1 ? '1 file differs' : `${files.count} files differ`} from what was signed.`;
    case 'not-allowed':
      return files.count === 1
        ? `1 file is of a type that ${quoted(files.organisation)} does not allow.`
        : `${String(files.count)} files are of types that ${quoted(files.organisation)} does not allow.`;
    case 'other':
      return 'This is not what was signed.';
  }
}

function mismatch({ isVouched, name, reason }: Mismatch): string {
  const signed = isVouched ? 'Signed by' : 'Claims to be signed by';
  const unless = isVouched ? '' : ' (nothing you trust vouches for that)';
  switch (reason?.code) {
    case 'identity-differs':
    case 'subject-differs':
      return `${signed} ${quote(reason.actual)}${unless}, not by ${quote(reason.expected)}.`;
    case 'subject-alt-name-differs':
      return `${signed} ${nameOf(name)}${unless}, not by ${quote(reason.expected)}.`;
    case 'identity-not-in-pattern':
      return `${signed} ${quote(reason.actual)}${unless}, which does not fit ${quote(reason.pattern)}.`;
    case 'certificate-differs':
      return reason.which === 'leaf'
        ? `${signed} ${nameOf(name)}${unless}, with another certificate than you expect.`
        : `${signed} ${nameOf(name)}${unless}, without the CA that you expect above it.`;
    case 'issuer-differs':
      return `${signed} ${nameOf(name)}, confirmed by ${quote(reason.actual)}${unless} and not by ${quote(reason.expected)}.`;
    case 'key-differs':
      return `${signed} ${key(reason.actual)}${unless}, not by ${key(reason.expected)}.`;
    case 'pin-differs': {
      const [actual, expected] = shortly(reason.actual, reason.expected).map(signerText);
      return `Not the same signer as last time. ${signed} ${actual}${unless}, not by ${expected}, whom you remembered as ${quoted(reason.name)}.`;
    }
    case 'organisation-differs':
      return `${signed} ${signerText(reason.actual)}${unless}, whom ${quoted(reason.organisation)} does not expect for this model.`;
    case 'claimed-differs': {
      const [actual, expected] = shortly(reason.actual, reason.expected).map(signerText);
      return `${signed} ${actual}${unless}, not by ${expected}, whom ${lower(CLAIMANTS[reason.by])} names.`;
    }
    case undefined:
      return 'Signed by somebody else than you expect.';
  }
}

function claim({ name, confirmedBy }: { name: Named; confirmedBy: string | null }): string {
  return confirmedBy === null
    ? `Signed by ${nameOf(name)}.`
    : `Signed as ${nameOf(name)}, confirmed by ${quote(confirmedBy)}.`;
}

function nameOf(named: Named): string {
  switch (named.kind) {
    case 'name':
      return quote(named.name);
    case 'unnamed-certificate':
      return 'a certificate without a name';
    case 'key':
      return `the holder of ${key(named.key)}`;
    case 'somebody':
      return 'somebody';
  }
}

function key(fingerprint: string): string {
  return `key ${shortKey(fingerprint)}`;
}

function all({ byDigest, signed }: Matching): string {
  if (byDigest) return 'The digest matches';
  return signed === 1 ? 'The file matches' : `All ${String(signed)} files match`;
}

function are({ byDigest, signed }: Matching): string {
  if (byDigest) return 'The digest is of';
  return signed === 1 ? 'The file is' : `All ${String(signed)} files are`;
}

function statementName({ name, type }: Statement): string {
  return name ?? `of the type ${quote(type)}`;
}

/** An identity keeps its spelling; only our own words begin with a capital. */
function capital(named: Named): string {
  const name = nameOf(named);
  return named.kind === 'key' || named.kind === 'unnamed-certificate'
    ? name.charAt(0).toUpperCase() + name.slice(1)
    : name;
}
