import { foreign } from '../../lib/sentence.js';
import type { Catalogue } from '../english.js';
import { counted, files, format } from './format.js';

export const verdicts: Catalogue['verdicts'] = {
  verified: 'Bestätigt',
  'signer-unconfirmed': 'Unterzeichner nicht verglichen',
  'signer-untrusted': 'Unterzeichner nicht verbürgt',
  partial: 'Teilweise geprüft',
  'files-mismatch': 'Dateien weichen ab',
  'signer-mismatch': 'Anderer Unterzeichner',
  'signature-invalid': 'Signatur passt nicht',
  unsigned: 'Nicht signiert',
  'could-not-check': 'Konnte nicht geprüft werden',
};

export const states: Catalogue['states'] = {
  match: 'Stimmt überein',
  changed: 'Verändert',
  'changed-during-check': 'Während der Prüfung verändert',
  missing: 'Fehlt',
  unsigned: 'Nicht signiert',
  ignored: 'Ausgelassen',
  unreadable: 'Nicht lesbar',
  'not-checked': 'Nicht geprüft',
};

const LOOKS: Readonly<Record<Parameters<Catalogue['fileList']['looksLike']>[0], string>> = {
  'download-leftover': 'ein Überrest eines Download-Programms',
  'system-leftover': 'etwas, das das Betriebssystem geschrieben hat',
  signature: 'eine andere Signatur',
};

const AMONG = 'Das gilt für die Dateien, die dieser Browser zeigt.';

export const verdict: Catalogue['verdict'] = {
  notAllowed: 'Nicht erlaubt',
  whatASignatureSays:
    'Eine Signatur sagt, wer für diese Bytes bürgt, nicht, dass sich das Modell gut verhält.',
  byDigest:
    'Nur nach Prüfsummen verglichen: ob die Bytes jeder signierten Datei in diesem Zwischenspeicher sind. Namen wurden nicht verglichen, und was der Zwischenspeicher sonst enthält, zählt nicht.',
  onlySome: 'Nur die Dateien, die Sie wollten, wurden geprüft. Die anderen können alles sein.',
  shown: {
    nothing: 'Keine Datei wurde verglichen.',
    all: AMONG,
    noOddNames: `${AMONG} In einem so gewählten Ordner verbirgt er Verknüpfungen und Dateien mit ungewöhnlichen Namen wie „a:b“ oder „CON“.`,
    noHiddenNames: `${AMONG} In einem Ordner verbirgt er Verknüpfungen, Namen, die mit einem Punkt beginnen, und alles in Ordnern, die er nicht auflisten darf.`,
    noEmptyFolders: `${AMONG} In einem Ordner verbirgt er Verknüpfungen und leere Ordner.`,
    listed: 'Unter den Dateien, die der Dienst auflistet.',
    chosen:
      'Das gilt für die Dateien, die Sie gewählt haben. Was daneben liegt, wurde nicht angesehen, und eine Verknüpfung zählt als die Datei, zu der sie führt.',
  },
  sample: 'Das war das Beispiel: Sein Unterzeichner und das Sigstore, das für ihn bürgt, sind erfunden.',
  why: 'Im Einzelnen',
  othersToo: (others) =>
    `So ist es auch bei ${others === 1 ? 'einer weiteren Datei' : `${format.count(others)} weiteren Dateien`}.`,
  leftovers: (looks, some, more) => [
    `Niemand hat diese Dateien signiert, und jede sieht aus wie ${format.or(looks.map((look) => LOOKS[look]))}. Belegt ist das nicht, also entscheiden Sie: `,
    ...some,
    `${more > 0 ? ` und ${counted(more, 'weiterer Pfad', 'weitere Pfade')}` : ''}.`,
  ],
  leaveOut: 'Diese auslassen und noch einmal prüfen',
  again: 'Noch einmal prüfen',
  reconsider: 'Ändern, wen Sie erwarten',
  startOver: 'Etwas anderes prüfen',
  pickAnew:
    'Die Liste der Dateien ist so, wie Sie sie gewählt haben: „Noch einmal prüfen“ sieht nicht, was seither hinzukam oder ersetzt wurde. Wählen Sie dafür das Modell noch einmal.',
};

export const others: Catalogue['others'] = {
  title: 'Weitere Signaturen dieses Modells',
  note: 'Dieses Ergebnis betrifft eine Signatur. Jede wird für sich geprüft: Eine andere kann von jemand anderem stammen und andere Dateien betreffen.',
  notYet: 'Noch nicht geprüft',
  check: 'Diese als Nächste prüfen',
};

export const extent: Catalogue['extent'] = {
  title: 'Was nicht geprüft wurde',
  nothing: 'Bei dieser Prüfung gibt es hier nichts zu nennen.',
  leftOut: 'Ausgelassen',
  moreLeftOut: (more) => `Und ${format.count(more)} weitere: im JSON-Bericht.`,
  notes: 'Außerdem gefunden',
  notChecked: {
    revocation: 'Ob der Schlüssel oder das Zertifikat des Unterzeichners seither zurückgezogen wurde.',
    'symbolic-links': 'Verknüpfungen: Ein Browser zeigt nicht, dass eine Datei eine ist.',
    'odd-names':
      'Dateien mit ungewöhnlichen Namen wie „a:b“: Auf diese Weise gewählt, werden sie nicht gezeigt.',
    'hidden-names':
      'Dateien, deren Name mit einem Punkt beginnt: Dieser Browser zeigt sie in einem Ordner nicht.',
    'undecodable-names':
      'Dateien, deren Name kein wohlgeformtes Unicode ist: Browser lassen manche von ihnen aus.',
    'back-slashes':
      'Ob der Name eines Ordners einen umgekehrten Schrägstrich enthält: In einem gewählten Ordner schreibt dieser Browser ihn als Schrägstrich. In einem Ordner, der auf die Seite gezogen wird, nicht.',
    'unreadable-folders': 'Ordner, die der Browser nicht auflisten darf: Er übergeht sie stillschweigend.',
    'later-changes':
      'Ob eine Datei nach Ihrer Wahl länger wurde, oder ob sie sich veränderte, nachdem sie gelesen war: Bei gewählten Dateien sagt dieser Browser das nicht. Ziehen Sie stattdessen den Ordner auf die Seite.',
    'unlisted-files': 'Dateien, die der Dienst dort hat, ohne sie aufzulisten.',
    'copy-on-disk':
      'Eine Kopie auf Ihrem Datenträger: Die Dateien kamen vom Dienst, und nichts davon wurde behalten. Um über eine Kopie Gewissheit zu haben, prüfen Sie deren Ordner.',
    names: 'Namen: unter welchem Namen jede Datei liegt. Die Dateien wurden nach ihren Prüfsummen gefunden.',
    bytes: 'Die Datei selbst: Nur ihre Prüfsumme wurde angegeben.',
    'other-paths': 'Die anderen Pfade: Sie wollten nur einige prüfen.',
    'signing-time': 'Wann signiert wurde: Keine unabhängige Stelle belegt es.',
  },
  noFiles: {
    signature: 'Die Dateien: Die Signatur passt nicht, also bedeutet nichts, was sie über die Dateien sagt.',
    signer:
      'Die Dateien: Der Unterzeichner ist nicht der, den Sie erwarten, also hat für Sie keine Bedeutung, was er signiert hat.',
    'could-not-check': 'Die Dateien: So weit ist die Prüfung nicht gekommen.',
    'not-asked': 'Die Dateien: Keine war zu lesen.',
  },
  by: {
    standard: (rule) => `nach der Regel des Formats selbst (${rule})`,
    bundle: () => 'es ist die Signatur selbst',
    signer: (rule) => `weil der Unterzeichner es so wollte (${rule})`,
    person: (rule) => `weil Sie es so wollten (${rule})`,
  },
};

export const fileList: Catalogue['fileList'] = {
  title: 'Datei für Datei',
  search: 'Dateien durchsuchen',
  all: (fileCount) => `${files(fileCount)}; was abweicht, steht zuerst.`,
  found: (found, all) => `${format.count(found)} von ${counted(all, 'Datei', 'Dateien')} gefunden.`,
  digest: 'Prüfsumme',
  digestOf: (path) => `von ${path}`,
  signed: 'Signiert:',
  here: 'Hier:',
  before: 'Gelesen, bevor sie sich veränderte:',
  foundAs: (path) => ['Ihre Bytes liegen hier als ', foreign(path, 'mono'), '.'],
  looksLike: (look) => `Sieht aus wie ${LOOKS[look]}.`,
  shards: (differing, all, firstByte) =>
    `${format.count(differing)} von ${counted(all, 'Teil', 'Teilen')} ${differing === 1 ? 'weicht' : 'weichen'} ab, zuerst bei Byte ${format.count(firstByte)}.`,
  more: (left) => `Mehr zeigen (noch ${format.count(left)})`,
};

export const more: Catalogue['more'] = {
  inReport: (count) => `Und ${format.count(count)} weitere: im JSON-Bericht.`,
  linesInReport: (count) => `Und ${counted(count, 'weitere Zeile', 'weitere Zeilen')}: im JSON-Bericht.`,
  nowhere: (count) => `Und ${format.count(count)} weitere, die auch im JSON-Bericht nicht stehen.`,
  cutText: 'Der Text wurde an seiner Grenze abgeschnitten. Auch im JSON-Bericht steht nicht mehr davon.',
  characters: (count) => `(noch ${String(count)} Zeichen)`,
  opens: '(öffnet eine andere Seite)',
};

export const save: Catalogue['save'] = {
  title: 'Das Ergebnis aufbewahren',
  checked: (time, duration, version) => `Geprüft am ${time} mit Touchstone ${version}; Dauer: ${duration}.`,
  copy: 'Als Text kopieren',
  download: 'Bericht herunterladen (JSON)',
  copied: 'Kopiert.',
  byHand: 'Der Browser lässt diese Seite nicht kopieren. Kopieren Sie den Text von hier:',
};
