import type { SignedThing, SignerName } from '../../lib/rows.js';
import type { Catalogue } from '../english.js';
import { files, format, ofSignedFiles } from './format.js';

export const rows: Catalogue['rows'] = {
  title: 'Was geprüft wurde',
  evidence: 'Belege',
  evidenceFor: (row) => `zu: ${row}`,
  notChecked: 'Nicht geprüft',
};

const WERE = (count: number): string => (count === 1 ? 'wurde' : 'wurden');

function matching(count: number, signed: number): string {
  return `${format.count(count)} von ${ofSignedFiles(signed)} ${count === 1 ? 'stimmt' : 'stimmen'} überein`;
}

export const filesRow: Catalogue['filesRow'] = {
  title: 'Dateien',
  question: 'Sind die Bytes hier die, die signiert wurden?',
  match: 'Stimmen überein',
  differ: 'Weichen ab',
  partly: 'Teilweise geprüft',
  notChecked: 'Keine Datei wurde verglichen.',
  all: (signed) =>
    signed === 1
      ? 'Die eine signierte Datei wurde gefunden, Byte für Byte so, wie sie signiert wurde.'
      : `Alle ${format.count(signed)} signierten Dateien wurden gefunden, Byte für Byte so, wie sie signiert wurden.`,
  leftOut: (others) => `${format.count(others)} weitere ${WERE(others)} ausgelassen.`,
  matching: (count, signed) => `${matching(count, signed)}.`,
  byDigest: (count, signed) =>
    `Nach Prüfsummen: ${matching(count, signed)}. Unter welchen Namen sie hier liegen, wurde nicht geprüft.`,
  some: (checked, signed) =>
    checked === 1
      ? `1 von ${ofSignedFiles(signed)} wurde geprüft; sie stimmt überein.`
      : `${format.count(checked)} von ${ofSignedFiles(signed)} wurden geprüft; sie stimmen überein.`,
  onlyChecked: (checked) => `Geprüft ${WERE(checked)} nur ${format.count(checked)}, wie Sie es wollten.`,
  different: ({ changed, missing, unsigned, unreadable }) => {
    const kinds = [
      [changed, 'verändert'],
      [missing, missing === 1 ? 'fehlt' : 'fehlen'],
      [unsigned, 'nicht signiert'],
      [unreadable, 'nicht lesbar'],
    ] as const;
    const parts = kinds
      .filter(([number]) => number > 0)
      .map(([number, word]) => `${format.count(number)} ${word}`);
    return `Anders, als signiert wurde: ${format.and(parts)}.`;
  },
  moved: (moved) =>
    `${files(moved)} ${moved === 1 ? 'blieb' : 'blieben'} nicht, wie sie ${moved === 1 ? 'war' : 'waren'}: Während der Prüfung wurde hineingeschrieben.`,
  something: 'Etwas weicht von dem ab, was signiert wurde.',
  claim: {
    alone: 'Die Datei ist Byte für Byte das, was signiert wurde.',
    one: 'Eine Datei ist Byte für Byte das, was signiert wurde.',
    all: (count) => `Alle ${format.count(count)} Dateien sind Byte für Byte das, was signiert wurde.`,
    tolerated: (count) => `${format.count(count)} Dateien sind Byte für Byte das, was signiert wurde.`,
    differs: 'Die Datei ist nicht das, was signiert wurde.',
    some: (count, compared) =>
      `${format.count(count)} von ${format.count(compared)} ${compared === 1 ? 'Datei' : 'Dateien'} ${count === 1 ? 'ist' : 'sind'} das, was signiert wurde.`,
    onlyCompared: (compared) =>
      `Verglichen ${WERE(compared)} nur ${format.count(compared)}, wie Sie es wollten.`,
  },
};

const THINGS: Readonly<Record<SignedThing, { readonly name: string; readonly unaltered: string }>> = {
  model: { name: 'der Liste der Dateien', unaltered: 'Die Liste' },
  file: { name: 'der Prüfsumme der Datei', unaltered: 'Die Prüfsumme' },
  statement: { name: 'der Erklärung', unaltered: 'Die Erklärung' },
  unknown: { name: 'dem, was signiert wurde', unaltered: 'Es' },
};

export const signatureRow: Catalogue['signatureRow'] = {
  title: 'Signatur',
  question: (thing) => `Passt die Signatur zu ${THINGS[thing].name}?`,
  valid: 'Passt',
  fits: (thing) =>
    `Die Signatur passt genau zu ${THINGS[thing].name}. ${THINGS[thing].unaltered} wurde nach dem Signieren nicht verändert.`,
  invalid: 'Passt nicht',
  doesNotFit: 'Die Signatur oder ein Nachweis, der zu ihr gehört, passt nicht. Auf nichts darin ist Verlass.',
  notChecked: 'Ob die Signatur rechnerisch passt, wurde nicht geprüft.',
};

/** After “von”. */
function dative(name: SignerName): string {
  switch (name.is) {
    case 'nobody':
      return 'niemandem';
    case 'identity':
      return `${name.identity}, bestätigt von ${name.issuer}`;
    case 'subject':
      return name.subject;
    case 'unnamed':
      return 'einem Zertifikat ohne Namen';
    case 'key':
      return 'dem Inhaber eines Schlüssels';
  }
}

/** After “nennt”. */
function accusative(name: SignerName): string {
  switch (name.is) {
    case 'nobody':
      return 'niemanden';
    case 'unnamed':
      return 'ein Zertifikat ohne Namen';
    case 'key':
      return 'den Inhaber eines Schlüssels';
    case 'identity':
    case 'subject':
      return dative(name);
  }
}

/** The same where nobody that the person trusts has confirmed anything. */
function claim(name: SignerName): string {
  return name.is === 'identity' ? name.identity : accusative(name);
}

export const signerRow: Catalogue['signerRow'] = {
  title: 'Unterzeichner',
  question: 'Wer hat signiert, und ist es der Unterzeichner, den Sie erwarten?',
  expected: 'Erwartet',
  fitsPattern: 'Passt zu Ihrem Muster',
  vouchedFor: 'Verbürgt',
  namedNobody: 'Sie haben niemanden genannt',
  untrusted: 'Nicht verbürgt',
  different: 'Ein anderer',
  isExpected: (name) => `Signiert von ${dative(name)}. Genau diesen Unterzeichner erwarten Sie.`,
  isInPattern: (name, pattern) =>
    `Signiert von ${dative(name)}. Die Identität passt zu Ihrem Muster ${pattern}; auch jeder andere, der dazu passt, wäre zugelassen worden.`,
  withKey: 'Erstellt mit dem privaten Schlüssel, der zu dem erwarteten öffentlichen Schlüssel gehört.',
  isVouchedFor: (name) =>
    `Signiert von ${dative(name)}. Eine erwartete Zertifizierungsstelle bürgt für diesen Namen; ein bestimmter war nicht verlangt.`,
  notCompared: (name) =>
    `Signiert von ${dative(name)}. Sie haben nicht angegeben, wen Sie erwarten; deshalb wurde das mit nichts verglichen.`,
  notYours: (name) => `Signiert von ${dative(name)}. Sie haben nicht angegeben, wen Sie erwarten.`,
  names: (name) => `Die Signatur nennt ${accusative(name)}.`,
  isUntrusted: (name) => `Die Signatur nennt ${claim(name)}, aber niemand, dem Sie vertrauen, bürgt dafür.`,
  notChecked: 'Wer signiert hat, wurde nicht geprüft.',
  installed: (sigstore) => `Dafür bürgt das Sigstore ${sigstore}, das Sie installiert haben.`,
  pinned: (alternativeName, leaf, intermediate) => {
    const pins = [
      ...(alternativeName === null ? [] : [`der alternative Name ${alternativeName}`]),
      ...(leaf ? ['der Fingerabdruck des Zertifikats des Unterzeichners'] : []),
      ...(intermediate ? ['der Fingerabdruck einer Zwischenzertifizierungsstelle'] : []),
    ];
    return `Was Sie festgelegt haben, passt: ${format.and(pins)}.`;
  },
  otherKey:
    'Nach ihrer eigenen Angabe wurde die Signatur mit einem anderen Schlüssel erstellt als dem, den Sie angegeben haben.',
  notInPattern: (name, pattern) =>
    `Die Signatur nennt ${accusative(name)}. Die Identität passt nicht zu Ihrem Muster ${pattern}.`,
  otherCertificate: (name) =>
    `Die Signatur nennt ${accusative(name)}, aber mit einem anderen Zertifikat, als Sie festgelegt haben.`,
  otherCa: (name) =>
    `Die Signatur nennt ${accusative(name)}, aber nicht über die Zertifizierungsstelle, die Sie festgelegt haben.`,
  other: (name) => `Die Signatur nennt ${accusative(name)}. Diesen Unterzeichner erwarten Sie nicht.`,
};

export const timeRow: Catalogue['timeRow'] = {
  title: 'Zeit',
  question: 'Wann wurde signiert, und was belegt das?',
  proven: 'Belegt',
  byLog: (time) =>
    `Ein Transparenzprotokoll des befragten Sigstore hat die Signatur am ${time} aufgezeichnet.`,
  byAuthority: (time) => `Ein Zeitstempeldienst hat die Signatur am ${time} aufgezeichnet.`,
  notProven: 'Nicht belegt',
  nothingProves: 'Keine unabhängige Stelle belegt, wann signiert wurde.',
  notChecked: 'Wann signiert wurde, wurde nicht geprüft.',
};
