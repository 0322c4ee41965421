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
} from '../headline-facts.js';
import type { Named, SignatureAlone } from '../headline-signer.js';
import { shortly } from '../named.js';
import { quote, quoted, shortKey } from '../quote.js';
import type { Basis } from '../report.js';
import { message } from './message.js';
import { capital, nameOf } from './names.js';
import { noteText } from './note.js';
import { CLAIMANTS, date, signerText } from './phrases.js';
import { predicateName } from './predicate-name.js';

export function headline(report: Judged): string {
  const host = sentBy(report);
  const sent =
    host === null
      ? ''
      : ` ${quoted(host)} hat die Dateien geschickt; eine Kopie auf einem Datenträger wurde nicht geprüft.`;
  return `${sentence(headlineFacts(report))}${sent}`;
}

function sentence(facts: HeadlineFacts): string {
  switch (facts.code) {
    case 'could-not-check': {
      const { text, wayOut } = message(facts.reason);
      return `Das konnte nicht geprüft werden: ${text} ${wayOut}`;
    }
    case 'unsigned':
      return 'Es wurde keine Signatur gefunden.';
    case 'signature-invalid':
      return 'Die Signatur passt nicht zu ihrem Inhalt.';
    case 'signer-mismatch':
      return mismatch(facts);
    case 'files-mismatch':
      return differing(facts.differing);
    case 'partial':
      return `${facts.files === null ? signatureAlone(facts.signer, facts.reported) : partly(facts.files)}${facts.signerToo === null ? '' : SIGNER_TOO[facts.signerToo]}`;
    case 'signer-untrusted':
      return facts.lacking === null
        ? `${matching(facts.files)}. Aber niemand, dem Sie vertrauen, bürgt für diesen Unterzeichner.`
        : `${matching(facts.files)}. Aber ${lacking(facts.lacking)}.`;
    case 'signer-unconfirmed':
      return `${matching(facts.files)}. ${claim(facts)} ${unconfirmed(facts.basis)}`;
    case 'verified':
      return `${verified(facts)}${facts.result === null ? '' : ` ${noteText(facts.result)}`}`;
  }
}

const SIGNER_TOO = {
  unvouched: ' Niemand, dem Sie vertrauen, bürgt für diesen Unterzeichner.',
  lacking: ' Die Signatur erfüllt nicht, was Ihre Organisation verlangt.',
  silent: ' Ihre Organisation hat nicht angegeben, wen sie erwartet.',
  unnamed: ' Sie haben nicht angegeben, wen Sie erwarten.',
} as const;

function unconfirmed(basis: Basis): string {
  switch (basis.kind) {
    case 'person':
      return 'Sie haben nicht angegeben, wen Sie erwarten.';
    case 'pin':
      return `Derselbe Unterzeichner wie am ${date(basis.pinnedAt)}, den Sie sich nur als Angabe gemerkt haben: Sie haben nicht angegeben, wen Sie erwarten.`;
    case 'host':
    case 'link':
      return `${CLAIMANTS[basis.kind]} nennt denselben; Sie haben nicht angegeben, wen Sie erwarten.`;
    case 'organisation':
      return `${quoted(basis.organisation)} hat nicht angegeben, dass dieser Unterzeichner zu erwarten ist.`;
  }
}

function lacking({ organisation, what }: Lacking): string {
  switch (what) {
    case 'log':
      return `${quoted(organisation)} verlangt einen Eintrag in einem Transparenzprotokoll`;
    case 'timestamp':
      return `${quoted(organisation)} verlangt die Bestätigung eines Zeitstempeldienstes`;
    case 'hash':
      return `sie wurden mit einer Art von Prüfsumme signiert, die ${quoted(organisation)} nicht erlaubt`;
    case 'signature':
      return `sie wurden mit einer Art von Schlüssel signiert, die ${quoted(organisation)} nicht erlaubt`;
  }
}

function verified(facts: Verified): string {
  const { standing, name, basis } = facts;
  const files =
    facts.files.leftOut === 0 ? whole(facts) : `${signedMatch(facts.files)}. ${leftOutSigner(facts)}`;
  switch (standing.kind) {
    case 'pattern':
      return `${files} ${capital(name)} passt zum Muster ${quote(standing.pattern)}, das ${basis.kind === 'organisation' ? `${quoted(basis.organisation)} angegeben hat` : 'Sie angegeben haben'}.`;
    case 'vouched-for':
      return `${files} Für ${nameOf(name, 'accusative')} bürgt ${quote(standing.ca)}; dieser Zertifizierungsstelle ${basis.kind === 'organisation' ? `vertraut ${quoted(basis.organisation)}` : 'vertrauen Sie'}.`;
    case 'key':
      return `${files} Das ist der Schlüssel, ${expected(basis)}.`;
    case 'expected':
      return `${files} ${capital(name)} ist der Unterzeichner, ${expected(basis)}.`;
  }
}

function expected(basis: Basis): string {
  switch (basis.kind) {
    case 'host':
    case 'link':
    case 'person':
      return 'den Sie erwarten';
    case 'pin':
      return `den Sie erwarten, gemerkt am ${date(basis.pinnedAt)} (${quoted(basis.name)}${basis.importedAt === null ? '' : `, aus einer Datei, eingelesen am ${date(basis.importedAt)}`})`;
    case 'organisation':
      return `den ${quoted(basis.organisation)} erwartet`;
  }
}

function signatureAlone(signer: SignatureAlone, reported: Reported | null): string {
  return `${reported === null ? 'Es wurde keine Datei geprüft.' : reportedText(reported)} ${whoSigned(signer)}`;
}

function reportedText({ host, agreeing, signed }: Reported): string {
  if (agreeing === 0)
    return `Es wurde keine Datei gelesen, und ${quoted(host)} nennt keine Prüfsumme, die sich vergleichen ließe.`;
  const of = signed === 1 ? 'die 1 Datei' : `${String(agreeing)} von ${String(signed)} Dateien`;
  return `Es wurde keine Datei gelesen: ${quoted(host)} selbst nennt für ${of} die signierte Prüfsumme.`;
}

function whoSigned({ isVouched, name, confirmedBy, standing, basis }: SignatureAlone): string {
  if (!isVouched) return `Nach ihrer eigenen Angabe ist die Signatur von ${nameOf(name, 'dative')}.`;
  const signed = claim({ name, confirmedBy });
  switch (standing?.kind) {
    case undefined:
      return `${signed} ${unconfirmed(basis)}`;
    case 'pattern':
      return `${signed} Das passt zum Muster ${quote(standing.pattern)}.`;
    case 'vouched-for':
      return `${signed} Dafür bürgt ${quote(standing.ca)}.`;
    case 'key':
      return `${signed} Das ist der Schlüssel, ${expected(basis)}.`;
    case 'expected':
      return `${signed} Das ist der Unterzeichner, ${expected(basis)}.`;
  }
}

/** What was left out was not signed: “sie” would leave open which files are meant. */
function leftOutSigner({ files, name, statement }: Verified): string {
  const which = files.signed === 1 ? 'Die übereinstimmende Datei' : 'Die übereinstimmenden Dateien';
  return statement === null
    ? `${which} hat ${nameOf(name, 'nominative')} signiert.`
    : `Über ${which.replace('Die', 'die')} hat ${nameOf(name, 'nominative')} eine Erklärung signiert (${statementName(statement)}).`;
}

/** Nothing was left out. A statement is about bytes; that its words are true was not checked. */
function whole({ files, statement, name }: Verified): string {
  return statement === null
    ? `${all(files)} mit dem überein, was ${nameOf(name, 'nominative')} signiert hat.`
    : `Die Erklärung von ${nameOf(name, 'dative')} (${statementName(statement)}) bezieht sich auf ${about(files)}.`;
}

function matching(files: Matching): string {
  if (files.byDigest) return 'Die Prüfsumme stimmt mit der Signatur überein';
  return files.leftOut === 0 ? 'Die Dateien stimmen mit der Signatur überein' : signedMatch(files);
}

function signedMatch({ signed, leftOut }: Matching): string {
  const files =
    signed === 1 ? '1 signierte Datei stimmt überein' : `${String(signed)} signierte Dateien stimmen überein`;
  return `${files}; ${leftOut === 1 ? '1 weitere wurde ausgelassen' : `${String(leftOut)} weitere wurden ausgelassen`}`;
}

function partly(files: Partly): string {
  if (files.kind === 'renamed')
    return 'Die Bytes wurden signiert, aber nicht unter den Namen, die die Dateien hier tragen.';
  const { isSome, matching, signed } = files;
  const isOne = isSome ? matching === 1 : signed === 1;
  if (files.kind === 'by-digest') {
    if (!isSome && isOne)
      return 'Der Prüfsumme nach ist die signierte Datei hier; unter welchem Namen, wurde nicht geprüft.';
    const of = signed === 1 ? '1 signierten Datei' : `${String(signed)} signierten Dateien`;
    return `Den Prüfsummen nach ${isOne ? 'ist' : 'sind'} ${isSome ? `${String(matching)} von` : 'alle'} ${of} hier; unter welchen Namen, wurde nicht geprüft.`;
  }
  const noun = signed === 1 ? 'Datei' : 'Dateien';
  const whole = signed === 1 ? '1' : `Alle ${String(signed)}`;
  const count = `${isSome ? `${String(matching)} von ${String(signed)}` : whole} ${noun}`;
  return isOne
    ? `${count} wurde geprüft; sie stimmt überein.`
    : `${count} wurden geprüft; sie stimmen überein.`;
}

function differing(files: Differing): string {
  switch (files.kind) {
    case 'moved':
      return files.count === 1
        ? '1 Datei hat sich während der Prüfung verändert.'
        : `${String(files.count)} Dateien haben sich während der Prüfung verändert.`;
    case 'uncovered':
      return files.count === 1
        ? '1 Datei hier ist von dieser Signatur nicht erfasst.'
        : `${String(files.count)} Dateien hier sind von dieser Signatur nicht erfasst.`;
    case 'differ':
      return files.count === 1
        ? '1 Datei weicht von dem ab, was signiert wurde.'
        : `${String(files.count)} Dateien weichen von dem ab, was signiert wurde.`;
    case 'reported':
      return `Nach dem, was ${quoted(files.host)} selbst angibt, ${files.count === 1 ? 'weicht 1 Datei' : `weichen ${String(files.count)} Dateien`} von dem ab, was signiert wurde.`;
    case 'not-allowed':
      return files.count === 1
        ? `1 Datei ist von einem Typ, den ${quoted(files.organisation)} nicht erlaubt.`
        : `${String(files.count)} Dateien sind von Typen, die ${quoted(files.organisation)} nicht erlaubt.`;
    case 'other':
      return 'Das ist nicht das, was signiert wurde.';
  }
}

function mismatch({ isVouched, name, reason }: Mismatch): string {
  const signed = isVouched ? 'Signiert von' : 'Angeblich signiert von';
  const unless = isVouched ? '' : ' (dafür bürgt niemand, dem Sie vertrauen)';
  switch (reason?.code) {
    case 'identity-differs':
    case 'subject-differs':
      return `${signed} ${quote(reason.actual)}${unless}, nicht von ${quote(reason.expected)}.`;
    case 'subject-alt-name-differs':
      return `${signed} ${nameOf(name, 'dative')}${unless}, nicht von ${quote(reason.expected)}.`;
    case 'identity-not-in-pattern':
      return `${signed} ${quote(reason.actual)}${unless}. Das passt nicht zum Muster ${quote(reason.pattern)}.`;
    case 'certificate-differs':
      return reason.which === 'leaf'
        ? `${signed} ${nameOf(name, 'dative')}${unless}, aber mit einem anderen Zertifikat, als Sie erwarten.`
        : `${signed} ${nameOf(name, 'dative')}${unless}, aber ohne die Zertifizierungsstelle, die Sie darüber erwarten.`;
    case 'issuer-differs':
      return `${signed} ${nameOf(name, 'dative')}, bestätigt von ${quote(reason.actual)}${unless} und nicht von ${quote(reason.expected)}.`;
    case 'key-differs':
      return `${isVouched ? 'Signiert' : 'Angeblich signiert'} mit dem Schlüssel ${shortKey(reason.actual)}${unless}, nicht mit dem Schlüssel ${shortKey(reason.expected)}.`;
    case 'pin-differs': {
      const [actual, expected] = shortly(reason.actual, reason.expected).map(signerText);
      return `Nicht derselbe Unterzeichner wie beim letzten Mal. ${signed} ${actual}${unless}, nicht von ${expected}: Diesen haben Sie sich unter ${quoted(reason.name)} gemerkt.`;
    }
    case 'organisation-differs':
      return `${signed} ${signerText(reason.actual)}${unless}. Diesen Unterzeichner erwartet ${quoted(reason.organisation)} für dieses Modell nicht.`;
    case 'claimed-differs': {
      const [actual, expected] = shortly(reason.actual, reason.expected).map(signerText);
      return `${signed} ${actual}${unless}, nicht von ${expected}. ${CLAIMANTS[reason.by]} nennt einen anderen.`;
    }
    case undefined:
      return 'Signiert von jemand anderem, als Sie erwarten.';
  }
}

function claim({ name, confirmedBy }: { name: Named; confirmedBy: string | null }): string {
  return confirmedBy === null
    ? `Signiert von ${nameOf(name, 'dative')}.`
    : `Signiert als ${nameOf(name, 'nominative')}, bestätigt von ${quote(confirmedBy)}.`;
}

function all({ byDigest, signed }: Matching): string {
  if (byDigest) return 'Die Prüfsumme stimmt';
  return signed === 1 ? 'Die Datei stimmt' : `Alle ${String(signed)} Dateien stimmen`;
}

function about({ byDigest, signed }: Matching): string {
  if (byDigest) return 'diese Prüfsumme';
  return signed === 1 ? 'die Bytes dieser Datei' : `die Bytes aller ${String(signed)} Dateien`;
}

function statementName({ name, type }: Statement): string {
  return name === null ? `vom Typ ${quote(type)}` : predicateName(name);
}
